package dev.pgwright.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Puts a text between others, without the words that begin or end it too much. */
final class Trimming {
    private Trimming() {}

    static Variant of(Variant variant, Expression.Trimmed how) {
        boolean isBlank = variant.parts().stream()
                .allMatch(
                        part -> part instanceof Part.Fixed fixed && fixed.text().isBlank());
        if (isBlank) {
            return new Variant(List.of(), variant.certain());
        }
        List<Part> parts = new ArrayList<>(variant.parts());
        begin(parts, how.without());
        end(parts, how.unended());
        int place = how.span().start();
        parts.add(0, words(how.prefix() + " ", place));
        parts.add(words(" " + how.suffix(), place));
        return new Variant(parts, variant.certain());
    }

    private static Part.Fixed words(String text, int place) {
        return new Part.Fixed(
                text,
                Collections.nCopies(text.length(), place).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    private static void begin(List<Part> parts, List<String> words) {
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Part.Fixed fixed)) {
                return;
            }
            String text = fixed.text();
            if (text.isBlank()) {
                continue;
            }
            int start = text.length() - text.stripLeading().length();
            String lower = text.substring(start).toLowerCase(Locale.ROOT);
            for (String word : words) {
                int end = start + word.length();
                boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
                if (lower.startsWith(word.toLowerCase(Locale.ROOT)) && whole) {
                    parts.set(i, part(fixed, end, text.length()));
                    return;
                }
            }
            return;
        }
    }

    private static void end(List<Part> parts, List<String> words) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (!(parts.get(i) instanceof Part.Fixed fixed)) {
                return;
            }
            String text = fixed.text().stripTrailing();
            if (text.isEmpty()) {
                continue;
            }
            String lower = text.toLowerCase(Locale.ROOT);
            for (String word : words) {
                if (lower.endsWith(word.toLowerCase(Locale.ROOT))) {
                    parts.set(i, part(fixed, 0, text.length() - word.length()));
                    return;
                }
            }
            return;
        }
    }

    private static Part.Fixed part(Part.Fixed fixed, int from, int to) {
        return new Part.Fixed(fixed.text().substring(from, to), Arrays.copyOfRange(fixed.at(), from, to));
    }
}
