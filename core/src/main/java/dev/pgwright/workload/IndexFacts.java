package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;

/**
 * Size and use of an index.
 *
 * @param bytes its size in bytes
 * @param scans since the statistics began (pg_stat_user_indexes.idx_scan)
 */
public record IndexFacts(QualifiedName name, QualifiedName table, long bytes, long scans) {}
