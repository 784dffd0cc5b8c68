package dev.pgwright.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are spread over the rows of its table.
 *
 * @param nullFraction part of the rows without a value, 0 to 1
 * @param distinct number of different values, at least 1; those of a foreign key are rows of its parent
 * @param shares values as text and the part of the rows with a value that have them; empty when all are equally frequent
 * @param length average characters of texts, bytes of JSON; 0 for types of a fixed width
 * @param template around a text, with {@code {}} for what varies; null for words of prose
 * @param from the least number or moment: seconds since 1970 for timestamps, days for dates
 * @param step between neighbouring values, in the same unit
 */
public record ColumnProfile(
        String column,
        double nullFraction,
        double distinct,
        Order order,
        Map<String, Double> shares,
        int length,
        @Nullable String template,
        double from,
        double step) {
    /** Different elements of all arrays together. */
    public static final int ELEMENTS = 1_000;
    /** Elements of one array. */
    public static final int ELEMENTS_PER_ROW = 3;
    /** Different words of all texts together. */
    public static final int WORDS = 4_096;

    /** How values follow each other as rows are inserted. */
    public enum Order {
        /** Later rows have greater values: identity columns, UUIDs of version 7, times of insertion. */
        ASCENDING,
        /** Of a foreign key: the rows of one parent are inserted together, parents in their order. */
        WITH_PARENT,
        /** The same, where the keys of the parents are in no order. */
        WITH_UNORDERED_PARENT,
        RANDOM
    }

    public ColumnProfile {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        if (!(nullFraction >= 0 && nullFraction <= 1) || !(distinct >= 1) || length < 0) {
            throw new IllegalArgumentException("no profile of a column: " + column + ", null " + nullFraction
                    + ", distinct " + distinct + ", length " + length);
        }
    }

    /** Of a column of a fixed width whose values are told apart by nothing but their number. */
    public static ColumnProfile of(String column, double nullFraction, double distinct, Order order) {
        return new ColumnProfile(column, nullFraction, Math.max(1, distinct), order, Map.of(), 0, null, 0, 1);
    }

    public ColumnProfile withShares(Map<String, Double> value) {
        return new ColumnProfile(column, nullFraction, value.size(), order, value, length, template, from, step);
    }

    public ColumnProfile withDistinct(double value) {
        return new ColumnProfile(column, nullFraction, value, order, shares, length, template, from, step);
    }

    public ColumnProfile withOrder(Order value) {
        return new ColumnProfile(column, nullFraction, distinct, value, shares, length, template, from, step);
    }

    public ColumnProfile withText(int averageLength, @Nullable String around) {
        return new ColumnProfile(column, nullFraction, distinct, order, shares, averageLength, around, from, step);
    }

    public ColumnProfile withSpan(double least, double distance) {
        return new ColumnProfile(column, nullFraction, distinct, order, shares, length, template, least, distance);
    }

    /** The length of the text with this number: of prose from half to one and a half of the average, all equally often. */
    public int length(long index) {
        int half = length / 2;
        return half == 0 || template != null
                ? length
                : length - half + (int) Long.remainderUnsigned(Mix.hash(index, 17), 2L * half + 1);
    }
}
