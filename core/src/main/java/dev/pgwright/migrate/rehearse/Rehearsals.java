package dev.pgwright.migrate.rehearse;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.sql.SQLException;

/** Work on a server that is thrown away. */
final class Rehearsals {
    private Rehearsals() {}

    /** What may fail because the server does. */
    interface Work<T> {
        T run() throws SQLException;
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
