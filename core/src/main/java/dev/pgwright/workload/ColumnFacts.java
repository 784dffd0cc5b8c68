package dev.pgwright.workload;

import dev.pgwright.finding.Count;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What ANALYZE found in a column (the view {@code pg_stats}).
 *
 * @param nulls part of the rows in which it is NULL, 0 to 1
 * @param distinct how many different values it has; negative when it grows with the table: minus the number of values divided by
 *     the number of rows
 * @param correlation of the order of its values with that of the rows on disk, -1 to 1; null for types without an order
 * @param width bytes of a value on average
 * @param common the most frequent values of a column of few; values that tell people apart are not kept
 */
public record ColumnFacts(
        String name,
        double nulls,
        double distinct,
        @Nullable Double correlation,
        int width,
        List<Frequency> common) {
    /** Of columns with more values than this, none is kept. */
    static final int MOST_VALUES = 50;

    public ColumnFacts {
        common = List.copyOf(common);
    }

    /**
     * A value and how often it is met.
     *
     * @param value as text
     * @param part of all rows, 0 to 1
     */
    public record Frequency(String value, double part) {}

    /** How many different values there are in a table of so many rows, one at least. */
    public double values(long rows) {
        return Math.max(1, distinct < 0 ? -distinct * rows : distinct);
    }

    /** The part of the rows that one value has, an average one. */
    public double average(long rows) {
        return (1 - nulls) / values(rows);
    }

    /**
     * The part of the rows that has a value; empty when that is not known of this value. A value that is not among the common
     * ones has what they leave, if all values of the column are listed.
     */
    public OptionalDouble partOf(String value) {
        for (Frequency one : common) {
            if (one.value().equals(value)) {
                return OptionalDouble.of(one.part());
            }
        }
        if (common.isEmpty() || distinct < 0) {
            return OptionalDouble.empty();
        }
        double listed = common.stream().mapToDouble(Frequency::part).sum();
        double others = Math.max(1, distinct - common.size());
        return OptionalDouble.of(Math.max(0, 1 - nulls - listed) / others);
    }

    /** {@code 12 values}, for people. */
    public String words(long rows) {
        return Count.of(Math.round(values(rows)), "value");
    }
}
