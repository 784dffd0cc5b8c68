package dev.pgwright.migrate.rehearse;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work on a server that is thrown away. */
final class Rehearsals {
    private Rehearsals() {}

    /** What may fail because the server does. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** What is done with a database. */
    interface DatabaseWork<T> {
        T run(String database) throws SQLException;
    }

    /**
     * Does something with a new database, and drops it.
     *
     * @param template what it is a copy of; null for an empty one
     */
    static <T> T inNewDatabase(PostgresServer server, @Nullable String template, DatabaseWork<T> work)
            throws SQLException {
        String database = "pgwright_" + UUID.randomUUID().toString().replace("-", "");
        if (template == null) {
            server.createDatabase(database);
        } else {
            server.createDatabase(database, template);
        }
        try {
            return work.run(database);
        } finally {
            server.dropDatabase(database);
        }
    }

    /**
     * Runs it.
     *
     * @throws PgwrightException if the server cannot be asked
     */
    static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.UNKNOWN, "the embedded server failed: " + e.getMessage(), null, e);
        }
    }
}
