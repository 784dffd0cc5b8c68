package dev.pgwright.api;

import dev.pgwright.migrate.apply.MigrationAccount;
import dev.pgwright.migrate.apply.MigrationAccount.Status;
import dev.pgwright.migrate.apply.Run;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import java.util.Map;

/** Asks a database how far its migration is, or that of one of its schemas, and lets it pause, go on, or end. */
public final class SteerMigration {
    private SteerMigration() {}

    /**
     * Which database.
     *
     * @param database an address as libpq takes it
     * @param schema the target of the plan there; empty for the database as a whole
     * @param environment of the process, for what an address leaves out
     */
    public record Request(String database, String schema, Map<String, String> environment) {
        private Postgres open() {
            return DatabaseTarget.parse(database, environment).open();
        }
    }

    /** How far it is, and what it is at. */
    public static Status status(Request request) {
        return MigrationAccount.status(request.open(), request.schema());
    }

    /**
     * Lets the runner wait behind the step that it is at.
     *
     * @throws dev.pgwright.finding.PgwrightException with {@code REFUSED} if no run is open, as the others do
     */
    public static Run pause(Request request) {
        return MigrationAccount.pause(request.open(), request.schema());
    }

    /** Lets a run go on that was paused or aborted. */
    public static Run resume(Request request) {
        return MigrationAccount.resume(request.open(), request.schema());
    }

    /** Ends a run behind the step that it is at; what was done stays. */
    public static Run abort(Request request) {
        return MigrationAccount.abort(request.open(), request.schema());
    }

    /** Removes the account; whether there was one is returned. Refused while a run is open. */
    public static boolean uninstall(Request request) {
        return MigrationAccount.uninstall(request.open());
    }
}
