package dev.pgwright.review.rules.migration;

import dev.pgwright.review.ColumnType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether values of one type may not fit into another, or lose something in it. */
final class Narrowing {
    private static final Map<String, Integer> DIGITS = Map.of("int2", 5, "int4", 10, "int8", 19);
    private static final Map<String, Long> GREATEST =
            Map.of("int2", 32_767L, "int4", 2_147_483_647L, "int8", Long.MAX_VALUE);
    private static final Set<String> FLOATS = Set.of("float4", "float8");
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");
    private static final Set<String> BITS = Set.of("bit", "varbit");
    private static final Set<String> TIMES = Set.of("time", "timetz", "timestamp", "timestamptz");

    /** Decimal digits that are exact in float4 and float8 (IEEE 754). */
    private static final Map<String, Integer> EXACT_DIGITS = Map.of("float4", 6, "float8", 15);

    private static final int MOST_SECOND_DIGITS = 6;

    private Narrowing() {}

    /**
     * What becomes of values that do not fit.
     *
     * @param words for people
     * @param silent whether some of them change without an error
     */
    record Loss(String words, boolean silent) {
        static Optional<Loss> silently(String words) {
            return Optional.of(new Loss(words, true));
        }
    }

    /**
     * What becomes of values; empty if all of them fit.
     *
     * @param cut whether a cast in USING cuts texts off where an assignment fails
     */
    static Optional<Loss> of(ColumnType from, ColumnType to, boolean cut) {
        if (from.array() != to.array()) {
            return Optional.empty();
        }
        if (NUMBERS.contains(from.base()) && NUMBERS.contains(to.base())) {
            return numbers(from, to);
        }
        if (NUMBERS.contains(from.base()) && to.base().equals("bool")) {
            return Loss.silently("every number but 0 becomes true");
        }
        if (TEXTS.contains(from.base()) && TEXTS.contains(to.base())) {
            return isShorter(from, to)
                    ? Optional.of(new Loss("longer texts " + (cut ? "are cut off" : "make it fail"), cut))
                    : Optional.empty();
        }
        if (BITS.contains(from.base()) && BITS.contains(to.base())) {
            return isShorter(from, to)
                    ? Optional.of(new Loss("longer values " + (cut ? "are cut off" : "make it fail"), cut))
                    : Optional.empty();
        }
        return TIMES.contains(from.base()) ? times(from, to) : Optional.empty();
    }

    private static boolean isShorter(ColumnType from, ColumnType to) {
        // char without a length is char(1), varchar without one has no limit
        int limit = length(to);
        return limit < length(from);
    }

    private static int length(ColumnType type) {
        if (!type.modifiers().isEmpty()) {
            return type.modifiers().get(0);
        }
        return type.base().equals("bit") ? 1 : Integer.MAX_VALUE;
    }

    private static Optional<Loss> numbers(ColumnType from, ColumnType to) {
        boolean fraction = fractionDigits(from) > fractionDigits(to);
        boolean range = wholeDigits(from) > wholeDigits(to)
                || (GREATEST.containsKey(from.base())
                        && GREATEST.containsKey(to.base())
                        && GREATEST.get(from.base()) > GREATEST.get(to.base()))
                // 10 digits do not all fit into int4, which is why numeric(10) is too wide
                || (from.base().equals("numeric")
                        && GREATEST.containsKey(to.base())
                        && wholeDigits(from) >= wholeDigits(to));
        if (FLOATS.contains(to.base())) {
            boolean exact = from.base().equals("float4")
                    || from.base().equals(to.base())
                    || (!FLOATS.contains(from.base())
                            && wholeDigits(from) + fractionDigits(from) <= EXACT_DIGITS.getOrDefault(to.base(), 0));
            return exact ? Optional.empty() : Loss.silently("values lose digits that it cannot hold");
        }
        if (fraction && range) {
            return Loss.silently("fractions are rounded, and values outside of its range make it fail");
        }
        if (fraction) {
            return Loss.silently("fractions are rounded");
        }
        return range ? Optional.of(new Loss("values outside of its range make it fail", false)) : Optional.empty();
    }

    /** Enough for comparison; what has no limit has very many. */
    private static int wholeDigits(ColumnType type) {
        if (DIGITS.containsKey(type.base())) {
            return DIGITS.get(type.base());
        }
        return type.modifiers().size() == 2
                ? type.modifiers().get(0) - type.modifiers().get(1)
                : Short.MAX_VALUE;
    }

    private static int fractionDigits(ColumnType type) {
        if (DIGITS.containsKey(type.base())) {
            return 0;
        }
        return type.modifiers().size() == 2 ? type.modifiers().get(1) : Short.MAX_VALUE;
    }

    private static Optional<Loss> times(ColumnType from, ColumnType to) {
        boolean day = from.base().startsWith("timestamp");
        if (day && to.base().equals("date")) {
            return Loss.silently("the time of day is lost");
        }
        if (day && to.base().startsWith("time") && !to.base().startsWith("timestamp")) {
            return Loss.silently("the date is lost");
        }
        if (from.base().equals("timetz") && to.base().equals("time")) {
            return Loss.silently("the time zone is lost");
        }
        return TIMES.contains(to.base()) && secondDigits(to) < secondDigits(from)
                ? Loss.silently("seconds are rounded")
                : Optional.empty();
    }

    private static int secondDigits(ColumnType type) {
        return type.modifiers().isEmpty()
                ? MOST_SECOND_DIGITS
                : type.modifiers().get(0);
    }
}
