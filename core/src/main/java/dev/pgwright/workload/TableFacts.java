package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import java.util.Optional;
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
 * @param use what was done to it, null when nobody knows
 * @param columns what ANALYZE found in its columns, as far as the role that asked may see it
 */
public record TableFacts(
        QualifiedName name,
        long rows,
        long bytes,
        long indexBytes,
        double readsPerSecond,
        double writesPerSecond,
        @Nullable String owner,
        @Nullable TableUse use,
        List<ColumnFacts> columns) {
    public TableFacts {
        columns = List.copyOf(columns);
    }

    /** A table of which nobody knows what was done to it, nor what is in it. */
    public TableFacts(
            QualifiedName name,
            long rows,
            long bytes,
            long indexBytes,
            double readsPerSecond,
            double writesPerSecond,
            @Nullable String owner) {
        this(name, rows, bytes, indexBytes, readsPerSecond, writesPerSecond, owner, null, List.of());
    }

    /** A table of which only the size is known. */
    public static TableFacts of(QualifiedName name, long rows, long bytes) {
        return new TableFacts(name, rows, bytes, 0, 0, 0, null);
    }

    /** What is known of a column. */
    public Optional<ColumnFacts> column(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }
}
