package dev.pgwright.data;

import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of the shape of one example: at each place all characters that the column's checks allow there. */
final class Shapes implements Source {
    private static final List<String> CLASSES =
            List.of("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final double MOST = 1e15;

    private final String example;
    private final List<String> choices;
    private final long capacity;
    private final Values values;

    private Shapes(String example, List<String> choices, Values values) {
        this.example = example;
        this.choices = choices;
        this.values = values;
        this.capacity = (long)
                Math.min(MOST, choices.stream().mapToDouble(String::length).reduce(1, (left, right) -> left * right));
    }

    /** Of the longest example that the condition accepts; null when it accepts none. */
    static @Nullable Shapes of(
            Session session, String column, String type, String condition, List<String> literals, Values values) {
        String example = null;
        for (String literal : literals) {
            String text = session.rows("SELECT CAST(CAST(" + literal + " AS " + type + ") AS text)")
                    .single();
            boolean longer = example == null || text.length() > example.length();
            if (longer
                    && !accepted(session, column, type, condition, List.of(text))
                            .isEmpty()) {
                example = text;
            }
        }
        if (example == null) {
            return null;
        }
        return new Shapes(example, choices(session, column, type, condition, example), values);
    }

    /** Which characters may stand at each place of the example, all others as they are. */
    private static List<String> choices(Session session, String column, String type, String condition, String example) {
        List<String> candidates = new ArrayList<>();
        for (int place = 0; place < example.length(); place++) {
            for (char other : classOf(example.charAt(place)).toCharArray()) {
                candidates.add(changed(example, place, other));
            }
        }
        Set<String> allowed = new LinkedHashSet<>(accepted(session, column, type, condition, candidates));
        List<String> choices = new ArrayList<>();
        for (int place = 0; place < example.length(); place++) {
            StringBuilder characters = new StringBuilder();
            for (char other : classOf(example.charAt(place)).toCharArray()) {
                if (allowed.contains(changed(example, place, other))) {
                    characters.append(other);
                }
            }
            choices.add(characters.isEmpty() ? String.valueOf(example.charAt(place)) : characters.toString());
        }
        return choices;
    }

    private static String classOf(char kept) {
        return CLASSES.stream()
                .filter(characters -> characters.indexOf(kept) >= 0)
                .findFirst()
                .orElse("");
    }

    private static String changed(String example, int place, char other) {
        return example.substring(0, place) + other + example.substring(place + 1);
    }

    /** Those of the values that the condition does not refuse. */
    static List<String> accepted(Session session, String column, String type, String condition, List<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        String list = String.join(", ", values.stream().map(Sql::literal).toList());
        return session
                .rows("SELECT CAST(" + Sql.name(column) + " AS text) FROM unnest(CAST(ARRAY[" + list + "] AS " + type
                        + "[])) AS v(" + Sql.name(column) + ") WHERE (" + condition + ") IS NOT FALSE")
                .values()
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    @Override
    public @Nullable String text(long row) {
        return values.isNull(row) ? null : present(row);
    }

    @Override
    public String present(long row) {
        long rest = Mix.shuffled(values.index(row) % capacity, capacity, 13);
        char[] text = example.toCharArray();
        for (int place = text.length - 1; place >= 0; place--) {
            String allowed = choices.get(place);
            text[place] = allowed.charAt((int) (rest % allowed.length()));
            rest /= allowed.length();
        }
        return new String(text);
    }
}
