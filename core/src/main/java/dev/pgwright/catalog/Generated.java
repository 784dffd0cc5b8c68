package dev.pgwright.catalog;

/**
 * A generated column's expression.
 *
 * @param stored {@code STORED}, else {@code VIRTUAL} (PostgreSQL 18)
 */
public record Generated(String expression, boolean stored) {}
