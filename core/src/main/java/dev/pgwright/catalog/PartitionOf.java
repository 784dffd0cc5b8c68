package dev.pgwright.catalog;

/**
 * Makes a table a partition.
 *
 * @param bound as {@code pg_get_expr(relpartbound)} gives it: {@code FOR VALUES ...} or {@code DEFAULT}
 */
public record PartitionOf(QualifiedName parent, String bound) {}
