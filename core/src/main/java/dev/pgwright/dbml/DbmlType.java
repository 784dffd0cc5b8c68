package dev.pgwright.dbml;

import dev.pgwright.source.Span;

/**
 * A column's type as written.
 *
 * @param path schema and name; a quoted name may be a whole type, as in {@code "timestamp with time zone"}
 * @param suffix arguments and array brackets, as in {@code (10,2)[]}
 */
public record DbmlType(DbmlPath path, String suffix, Span span) {}
