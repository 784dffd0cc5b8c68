package dev.pgwright.migrate.rehearse;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question of the user's own about a schema: a query that gives a row for each thing that is wrong. */
public final class CatalogQuery {
    private static final int SECONDS = 30;

    private CatalogQuery() {}

    /**
     * A row of the answer.
     *
     * @param object what is wrong
     * @param message why; null when the query has no such column
     */
    public record Violation(String object, @Nullable String message) {}

    /**
     * Asks a database, in a read-only transaction that ends after 30 s and waits 2 s for a lock at most.
     *
     * @param file whence the query, for messages
     * @throws PgwrightException if the server refuses the query, or it takes too long
     */
    public static List<Violation> ask(Postgres server, String database, String query, String file) {
        try {
            return ask(server, database, query);
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file), "PostgreSQL refuses it: " + e.getMessage(), null, e);
        }
    }

    private static List<Violation> ask(Postgres server, String database, String query) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            statement.execute("set local statement_timeout = '" + SECONDS + "s'");
            // rather no answer than a queue behind somebody's ALTER TABLE
            statement.execute("set local lock_timeout = '2s'");
            statement.setEscapeProcessing(false);
            List<Violation> violations = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(query)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    violations.add(
                            new Violation(String.valueOf(row.getString(1)), columns > 1 ? row.getString(2) : null));
                }
            }
            connection.rollback();
            return violations;
        }
    }

    /**
     * Runs migrations in a new database, hands it over, and drops it.
     *
     * @param asking what to do with the database, by its name
     * @param failed what to make of a migration that does not run
     * @throws PgwrightException if the server cannot be asked
     */
    public static <T> T after(
            PostgresServer server,
            MigrationHistory history,
            Function<String, T> asking,
            Function<ScriptFailure, T> failed) {
        return Rehearsals.run(() -> Rehearsals.inNewDatabase(server, null, database -> {
            for (Migration migration : history.migrations()) {
                Optional<ScriptFailure> failure = Replay.run(server, database, history.session(), migration.up());
                if (failure.isPresent()) {
                    return failed.apply(failure.get());
                }
            }
            return asking.apply(database);
        }));
    }
}
