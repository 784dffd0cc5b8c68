package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;

/**
 * A table whose parts an extension makes, moves and drops by itself.
 *
 * @param extension its name as CREATE EXTENSION takes it: {@code timescaledb}, {@code citus}, {@code pg_partman}
 * @param kind what the extension calls such a table: {@code hypertable}
 */
public record ManagedTable(QualifiedName table, String extension, String kind) {}
