package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Size and traffic of a table or materialized view. A partitioned table has what its partitions have together.
 *
 * @param rows live rows, as the server estimates them (pg_class.reltuples)
 * @param bytes of the heap with TOAST, in bytes (pg_table_size)
 * @param indexBytes of all its indexes, in bytes (pg_indexes_size)
 * @param readsPerSecond scans begun on it, sequential and index scans together
 * @param writesPerSecond rows inserted, updated and deleted
 * @param owner the role that owns it, null when nobody knows
 */
public record TableFacts(
        QualifiedName name,
        long rows,
        long bytes,
        long indexBytes,
        double readsPerSecond,
        double writesPerSecond,
        @Nullable String owner) {
    /** A table of which only the size is known. */
    public static TableFacts of(QualifiedName name, long rows, long bytes) {
        return new TableFacts(name, rows, bytes, 0, 0, 0, null);
    }
}
