package dev.pgwright.api;

import dev.pgwright.server.PostgresVersion;

/**
 * Who says what files mean.
 *
 * @param version the PostgreSQL whose rules count
 * @param server whether an embedded server runs them; else they are folded from their statements alone, which is faster,
 *     leaves queries, bodies and unusual expressions as they are written, and names the statements that are not followed
 */
public record FileReading(PostgresVersion version, boolean server) {
    /** Files are run on an embedded server. */
    public static FileReading onServer(PostgresVersion version) {
        return new FileReading(version, true);
    }

    /** No server is started. */
    public static FileReading withoutServer(PostgresVersion version) {
        return new FileReading(version, false);
    }
}
