package dev.pgwright.workload;

import org.jspecify.annotations.Nullable;

/**
 * A query that is known to be run.
 *
 * @param name where it comes from, for messages: {@code orders.sql:12} or {@code queryid 1234}
 * @param sql as sent or as normalised by pg_stat_statements
 * @param callsPerSecond null when nobody knows
 * @param counts what was counted of it, null when nobody counted
 * @param place where it stands, null when that is no file of SQL
 */
public record KnownQuery(
        String name,
        String sql,
        @Nullable Double callsPerSecond,
        @Nullable QueryCounts counts,
        @Nullable QueryPlace place) {
    /** One that stands in no file, and of which nothing was counted. */
    public KnownQuery(String name, String sql, @Nullable Double callsPerSecond) {
        this(name, sql, callsPerSecond, null, null);
    }

    /** One that stands in no file. */
    public KnownQuery(String name, String sql, @Nullable Double callsPerSecond, @Nullable QueryCounts counts) {
        this(name, sql, callsPerSecond, counts, null);
    }
}
