package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;

/**
 * Size and traffic of a table or materialized view.
 *
 * @param rows live rows, as the server estimates them (pg_class.reltuples)
 * @param bytes of the heap with TOAST, in bytes (pg_table_size)
 * @param indexBytes of all its indexes, in bytes (pg_indexes_size)
 * @param readsPerSecond scans begun on it, sequential and index scans together
 * @param writesPerSecond rows inserted, updated and deleted
 */
public record TableFacts(
        QualifiedName name, long rows, long bytes, long indexBytes, double readsPerSecond, double writesPerSecond) {
    /** A table of which only the size is known. */
    public static TableFacts of(QualifiedName name, long rows, long bytes) {
        return new TableFacts(name, rows, bytes, 0, 0, 0);
    }
}
