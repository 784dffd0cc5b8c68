package dev.pgwright.code;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can stand behind the part of a statement that is written. */
final class Positions {
    /** Behind these only a value can stand. */
    private static final Set<String> BEFORE_VALUES = Set.of("like", "ilike", "limit", "offset");

    /** Words behind which a value begins. */
    private static final Set<String> BEFORE_OPERANDS = Set.of(
            "like",
            "ilike",
            "limit",
            "offset",
            "and",
            "or",
            "not",
            "between",
            "then",
            "else",
            "when",
            "select",
            "by",
            "in",
            "is",
            "interval",
            "distinct",
            "from",
            "to",
            "any",
            "all",
            "where",
            "set",
            "returning",
            "values",
            "on",
            "case");

    private Positions() {}

    /** Whether only a value can stand there; {@code open} is what stands for a part that nobody knows. */
    static boolean isValue(StringBuilder written, char behind, char open) {
        int end = end(written);
        if (end == 0 || Character.isLetterOrDigit(behind) || behind == '_' || behind == '.' || behind == open) {
            return false;
        }
        if ("=<>".indexOf(written.charAt(end - 1)) >= 0) {
            return true;
        }
        return BEFORE_VALUES.contains(word(written, end)) && end < written.length();
    }

    /** Whether the list of {@code IN} is to follow. */
    static boolean isBehindIn(StringBuilder written) {
        int end = end(written);
        return end < written.length() && word(written, end).equals("in");
    }

    /** Whether the bracket that is open last belongs to {@code IN}, or none is open. */
    static boolean isListOfAnyLength(StringBuilder written) {
        int depth = 0;
        for (int i = written.length() - 1; i >= 0; i--) {
            char character = written.charAt(i);
            if (character == ')') {
                depth++;
            } else if (character == '(' && depth-- == 0) {
                return word(written, end(written, i)).equals("in");
            }
        }
        return true;
    }

    /** Whether what stands at an offset is all between brackets or commas. */
    static boolean isListed(StringBuilder written, StringBuilder text, int offset) {
        int end = end(written);
        int next = offset + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        boolean ends = next < text.length() && ",)".indexOf(text.charAt(next)) >= 0;
        return ends && end > 0 && "(,".indexOf(written.charAt(end - 1)) >= 0;
    }

    /** Whether what is written ends with a value, so that an operator follows. */
    static boolean isBehindOperand(StringBuilder written) {
        int end = end(written);
        String word = word(written, end);
        if (word.isEmpty()) {
            return end > 0 && ")]'\"".indexOf(written.charAt(end - 1)) >= 0;
        }
        return !BEFORE_OPERANDS.contains(word);
    }

    /** The highest number behind a dollar sign. */
    static int highestNumber(StringBuilder in) {
        int highest = 0;
        for (int i = in.indexOf("$"); i >= 0; i = in.indexOf("$", i + 1)) {
            int end = i + 1;
            while (end < in.length() && end < i + 5 && Character.isDigit(in.charAt(end))) {
                end++;
            }
            if (end > i + 1) {
                highest = Math.max(highest, Integer.parseInt(in.substring(i + 1, end)));
            }
        }
        return highest;
    }

    /** How many open parts from an offset on make the number of a parameter, as in {@code $${i + 1}}. */
    static int partsOfNumber(Map<Integer, Part.Open> open, int offset) {
        int count = 0;
        Part.Open part = open.get(offset);
        while (part != null && part.source() != Part.Source.INPUT && part.source() != Part.Source.LIST) {
            count++;
            part = open.get(offset + count);
        }
        return count;
    }

    private static int end(StringBuilder written) {
        return end(written, written.length());
    }

    private static int end(StringBuilder written, int from) {
        int end = from;
        while (end > 0 && Character.isWhitespace(written.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static String word(StringBuilder written, int end) {
        int start = end;
        while (start > 0
                && (Character.isLetterOrDigit(written.charAt(start - 1)) || written.charAt(start - 1) == '_')) {
            start--;
        }
        return written.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
