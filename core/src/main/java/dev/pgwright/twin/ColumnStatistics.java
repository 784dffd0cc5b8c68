package dev.pgwright.twin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of a column, or of an expression of an index; what the view {@code pg_stats} shows (documentation, 53.27 in version
 * 18). All values are texts of the column's type, as it would print them.
 *
 * @param column its name; of an expression a word for people
 * @param nullFraction part of the rows in which it is null, 0 to 1
 * @param averageWidth bytes of the values that are not null
 * @param distinct number of distinct values that are not null; negative when it grows with the table: minus the number
 *     of distinct values divided by the number of rows
 * @param correlation of the order of values with the order of rows on disk, -1 to 1
 * @param commonValues most frequent first; their frequencies are parts of all rows, nulls included
 * @param histogram bounds, ascending, that divide the values that are not common into groups of equal size; empty or
 *     two at least
 * @param elements of an array or a {@code tsvector}
 * @param ranges of a range type, which has no histogram of the other kind
 */
public record ColumnStatistics(
        String column,
        double nullFraction,
        int averageWidth,
        double distinct,
        double correlation,
        List<CommonValue> commonValues,
        List<String> histogram,
        @Nullable ElementStatistics elements,
        @Nullable RangeStatistics ranges) {
    public ColumnStatistics {
        Bounds.fraction("nullFraction", nullFraction);
        Bounds.atLeastZero("averageWidth", averageWidth);
        commonValues = List.copyOf(commonValues);
        histogram = List.copyOf(histogram);
        if (distinct < -1 || correlation < -1 || correlation > 1 || histogram.size() == 1) {
            throw new IllegalArgumentException("no statistics of a column: " + column + ", distinct " + distinct
                    + ", correlation " + correlation + ", histogram " + histogram);
        }
    }

    /** Of a column whose values have no parts. */
    public ColumnStatistics(
            String column,
            double nullFraction,
            int averageWidth,
            double distinct,
            double correlation,
            List<CommonValue> commonValues,
            List<String> histogram) {
        this(column, nullFraction, averageWidth, distinct, correlation, commonValues, histogram, null, null);
    }

    public ColumnStatistics withElements(ElementStatistics value) {
        return new ColumnStatistics(
                column, nullFraction, averageWidth, distinct, correlation, commonValues, histogram, value, ranges);
    }

    public ColumnStatistics withRanges(RangeStatistics value) {
        return new ColumnStatistics(
                column, nullFraction, averageWidth, distinct, correlation, commonValues, histogram, elements, value);
    }
}
