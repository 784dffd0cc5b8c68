package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Size and use of an index.
 *
 * @param bytes its size in bytes
 * @param scans since the statistics began (pg_stat_user_indexes.idx_scan)
 * @param secondsSinceScan how long ago the last one began, which version 16 and later know; null when nobody knows, or there
 *     was none
 */
public record IndexFacts(
        QualifiedName name,
        QualifiedName table,
        long bytes,
        long scans,
        @Nullable Long secondsSinceScan) {
    /** One of whose last scan nobody knows. */
    public IndexFacts(QualifiedName name, QualifiedName table, long bytes, long scans) {
        this(name, table, bytes, scans, null);
    }
}
