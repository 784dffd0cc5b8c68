package dev.pgwright.workload;

import org.jspecify.annotations.Nullable;

/**
 * A query that is known to be run.
 *
 * @param name where it comes from, for messages: {@code orders.sql:12} or {@code queryid 1234}
 * @param sql as sent or as normalised by pg_stat_statements
 * @param callsPerSecond null when nobody knows
 */
public record KnownQuery(String name, String sql, @Nullable Double callsPerSecond) {}
