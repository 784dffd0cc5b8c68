package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * Of an index, also one that belongs to a constraint or to a partition. A partitioned index has none: its partitions'
 * indexes have.
 *
 * @param rows entries, {@code pg_class.reltuples}; those of a partial index are the rows that meet its predicate
 * @param pages of 8 kB, all of them, the metapage included
 * @param expressions of the index's expressions, in the order in which it has them; those left out have none
 */
public record IndexStatistics(QualifiedName index, double rows, long pages, List<ColumnStatistics> expressions) {
    public IndexStatistics {
        Bounds.atLeastZero("rows", rows);
        Bounds.pages(pages);
        expressions = List.copyOf(expressions);
    }

    /** Of an index on columns. */
    public IndexStatistics(QualifiedName index, double rows, long pages) {
        this(index, rows, pages, List.of());
    }
}
