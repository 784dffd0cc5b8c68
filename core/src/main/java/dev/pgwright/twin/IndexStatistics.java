package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of an index, also one that belongs to a constraint. Those of a partitioned index are all its partitions' together and
 * are shared out among them as the partitions' rows are; an index of a partition that is named itself has its own.
 *
 * @param rows entries, {@code pg_class.reltuples}; those of a partial index are the rows that meet its predicate
 * @param pages of 8 kB, all of them, the metapage included
 * @param expressions of the index's expressions, in the order in which it has them; those left out have none
 * @param words of a GIN index; without it the planner guesses from the pages
 */
public record IndexStatistics(
        QualifiedName index,
        double rows,
        long pages,
        List<ColumnStatistics> expressions,
        @Nullable WordStatistics words) {
    public IndexStatistics {
        Bounds.atLeastZero("rows", rows);
        Bounds.pages(pages);
        expressions = List.copyOf(expressions);
    }

    /** Of an index on columns. */
    public IndexStatistics(QualifiedName index, double rows, long pages) {
        this(index, rows, pages, List.of(), null);
    }

    /**
     * What a GIN index knows of itself.
     *
     * @param entries different words, elements or trigrams
     * @param entryPages that hold them, with short lists of rows
     * @param dataPages that hold long lists of rows
     */
    public record WordStatistics(long entries, long entryPages, long dataPages) {
        public WordStatistics {
            Bounds.atLeastZero("entries", entries);
            Bounds.pages(entryPages);
            Bounds.pages(dataPages);
        }
    }
}
