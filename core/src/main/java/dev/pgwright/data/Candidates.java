package dev.pgwright.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Values that the checks of a column may be about, judged by nobody yet: what they name, texts of the patterns that they
 * name, numbers between those, and values of the column in other letters and lengths.
 */
final class Candidates {
    private static final int OF_A_PATTERN = 64;
    private static final int SAMPLES = 16;
    private static final int LONGEST = 4_096;
    private static final int MOST_NUMBERS = 256;

    private Candidates() {}

    /**
     * As texts, each once.
     *
     * @param constants of the checks
     * @param values of the column
     */
    static List<String> of(FieldType type, List<String> constants, Values values) {
        Set<String> found = new LinkedHashSet<>();
        if (type.isWhole()) {
            numbers(constants, found);
        } else if (type.name().equals("numeric") || type.name().equals("double precision")) {
            found.addAll(constants);
            constants.forEach(text -> found.addAll(List.of(text + "1", text + "5", "-" + text)));
        } else if (type.isText()) {
            texts(constants, values, found);
        } else {
            found.addAll(constants);
        }
        found.addAll(samples(values));
        return List.copyOf(found);
    }

    private static List<String> samples(Values values) {
        return IntStream.range(0, SAMPLES)
                .mapToObj(values::present)
                .filter(sample -> !sample.isEmpty())
                .distinct()
                .toList();
    }

    private static void numbers(List<String> constants, Set<String> found) {
        long[] named = constants.stream()
                .filter(text -> text.matches("-?\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
        if (named.length == 0) {
            return;
        }
        long first = named[0];
        long last = named[named.length - 1];
        for (long number : named) {
            LongStream.of(number - 1, number, number + 1, -number, 10 * number)
                    .mapToObj(String::valueOf)
                    .forEach(found::add);
        }
        long step = Math.max(1, (last - first) / MOST_NUMBERS);
        LongStream.iterate(first, number -> number <= last, number -> number + step)
                .mapToObj(String::valueOf)
                .forEach(found::add);
    }

    private static void texts(List<String> constants, Values values, Set<String> found) {
        found.addAll(constants);
        for (String constant : constants) {
            found.addAll(Patterns.matching(constant, LONGEST, OF_A_PATTERN));
            found.add(constant.replace("%", "ab").replace('_', 'a'));
        }
        List<String> samples = samples(values);
        for (String sample : samples) {
            String letters = sample.replace(" ", "");
            found.addAll(List.of(letters, letters.toUpperCase(Locale.ROOT), sample.toUpperCase(Locale.ROOT)));
            found.add(sample.substring(0, 1).toUpperCase(Locale.ROOT) + sample.substring(1));
        }
        for (String constant : constants) {
            if (constant.matches("\\d{1,4}")) {
                int length = Math.min(LONGEST, Integer.parseInt(constant));
                for (String sample : samples) {
                    String longer = sample.replace(" ", "").repeat(1 + length / Math.max(1, sample.length() / 2));
                    IntStream.rangeClosed(Math.max(1, length - 1), length + 1)
                            .filter(wanted -> wanted <= longer.length())
                            .forEach(wanted -> found.addAll(List.of(
                                    longer.substring(0, wanted),
                                    longer.substring(0, wanted).toUpperCase(Locale.ROOT))));
                }
            }
        }
    }
}
