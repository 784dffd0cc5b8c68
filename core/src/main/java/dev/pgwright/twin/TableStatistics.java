package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * Of a table, a partition or a partitioned table. A partitioned table has no pages of its own: its rows and columns
 * describe all its partitions together, as {@code ANALYZE} of the whole does.
 *
 * @param rows live rows, {@code pg_class.reltuples}
 * @param pages of 8 kB, {@code pg_class.relpages} and the size of the file; 0 for a partitioned table
 * @param allVisibleFraction part of the pages that need no visit for an index-only scan, 0 to 1
 */
public record TableStatistics(
        QualifiedName table, double rows, long pages, double allVisibleFraction, List<ColumnStatistics> columns) {
    public TableStatistics {
        Bounds.atLeastZero("rows", rows);
        Bounds.pages(pages);
        Bounds.fraction("allVisibleFraction", allVisibleFraction);
        columns = List.copyOf(columns);
    }
}
