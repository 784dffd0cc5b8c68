package dev.pgwright.design.prove.evaluate;

import java.util.function.ToLongFunction;

/**
 * A range of days or of microseconds.
 *
 * @param from its first unit, or {@link Long#MIN_VALUE}
 * @param until the first unit behind it, or {@link Long#MAX_VALUE}; the same as {@code from} where it is empty
 */
record Span(long from, long until) {
    /** Reads a range literal; bounds are whole units, so that an exclusive bound is the next inclusive one. */
    static Span parse(String text, ToLongFunction<String> bound) {
        if (text.equals("empty")) {
            return new Span(0, 0);
        }
        int comma = text.indexOf(',');
        String low = unquoted(text.substring(1, comma));
        String high = unquoted(text.substring(comma + 1, text.length() - 1));
        long from = low.isEmpty() ? Long.MIN_VALUE : bound.applyAsLong(low) + (text.charAt(0) == '(' ? 1 : 0);
        long until = high.isEmpty() ? Long.MAX_VALUE : bound.applyAsLong(high) + (text.endsWith("]") ? 1 : 0);
        return new Span(from, until);
    }

    private static String unquoted(String bound) {
        return bound.replace("\"", "");
    }

    boolean isEmpty() {
        return until <= from;
    }

    boolean overlaps(Span other) {
        return !isEmpty() && !other.isEmpty() && from < other.until && other.from < until;
    }
}
