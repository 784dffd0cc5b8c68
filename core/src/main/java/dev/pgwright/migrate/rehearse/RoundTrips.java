package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.data.LeftOut;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.migrate.rehearse.RoundTrip.Verdict;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.workload.DatabaseFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs migrations and their ways back on a server that is thrown away: is everything as it was before? A few synthetic rows
 * in every table show whether values survive.
 */
public final class RoundTrips {
    private static final int ROWS = 20;

    private final PostgresServer server;
    private final String replayed;
    private final String session;

    /** @param session what the tool runs in one before a script */
    private RoundTrips(PostgresServer server, String replayed, String session) {
        this.server = server;
        this.replayed = replayed;
        this.session = session;
    }

    /**
     * Runs the history in order, and of the migrations that are asked for also the way back.
     *
     * @return one verdict for each migration that was asked for, up to the first that does not run
     * @throws dev.pgwright.finding.PgwrightException if the server cannot be asked
     */
    public static List<RoundTrip> run(PostgresServer server, MigrationHistory history, Predicate<Migration> checked) {
        return Rehearsals.run(() -> Rehearsals.inNewDatabase(
                server, null, replayed -> new RoundTrips(server, replayed, history.session()).run(history, checked)));
    }

    private List<RoundTrip> run(MigrationHistory history, Predicate<Migration> checked) throws SQLException {
        try (Connection connection = server.connect(replayed)) {
            // a schema that the tool makes is there before the first migration
            ScriptSession.begin(connection, session);
        }
        List<RoundTrip> trips = new ArrayList<>();
        for (Migration migration : history.migrations()) {
            @Nullable RoundTrip trip = checked.test(migration) ? trip(migration) : null;
            Optional<ScriptFailure> failure = Replay.run(server, replayed, session, migration.up());
            if (failure.isPresent()) {
                trips.add(failed(migration, failure.get(), null));
                break;
            }
            if (trip != null) {
                trips.add(trip);
            }
        }
        return trips;
    }

    private RoundTrip trip(Migration migration) throws SQLException {
        @Nullable Script down = migration.down();
        if (down == null || isEmpty(down.parsed())) {
            Place place = Place.of(migration.up().source().name());
            return new RoundTrip(migration, Verdict.NONE, place, List.of(), null);
        }
        return inScratch(filled -> {
            Catalog before = read(filled);
            @Nullable String unfilled = fill(filled, before);
            Map<QualifiedName, String> rows = SyntheticRows.digests(server, filled, before);
            Optional<ScriptFailure> refused = Replay.run(server, filled, session, migration.up());
            if (refused.isEmpty()) {
                return back(migration, down, filled, before, rows, unfilled);
            }
            // rows that were made up may be such as no real ones are
            String reason = "the migration refuses rows that were made up: "
                    + refused.get().message();
            return inScratch(empty -> {
                Optional<ScriptFailure> failure = Replay.run(server, empty, session, migration.up());
                return failure.isPresent()
                        ? failed(migration, failure.get(), null)
                        : back(migration, down, empty, before, Map.of(), reason);
            });
        });
    }

    /** Nothing but comments takes nothing back. */
    private static boolean isEmpty(ParsedSql way) {
        return way.statements().isEmpty() && way.errors().isEmpty();
    }

    /** In a copy of the schema that the migrations before have made. */
    private <T> T inScratch(Rehearsals.DatabaseWork<T> trip) throws SQLException {
        return Rehearsals.inNewDatabase(server, replayed, trip);
    }

    private RoundTrip back(
            Migration migration,
            Script down,
            String database,
            Catalog before,
            Map<QualifiedName, String> rows,
            @Nullable String unfilled)
            throws SQLException {
        Optional<ScriptFailure> failure = Replay.run(server, database, session, down);
        if (failure.isPresent()) {
            return rows.isEmpty()
                    ? failed(migration, failure.get(), unfilled)
                    : failedWithRows(migration, down, failure.get(), unfilled);
        }
        Catalog after = read(database);
        Place place = Place.of(down.source().name());
        List<String> differences = new ArrayList<>();
        boolean same = true;
        for (CatalogComparison.Difference difference : CatalogComparison.of(before, after)) {
            boolean white = RoutineText.isWhiteSpaceOnly(difference);
            differences.add(
                    white ? difference.object() + ": only white space or comments differ" : difference.toString());
            same &= white || CatalogComparison.isOrderOfColumns(difference.toString());
        }
        if (!same) {
            return new RoundTrip(migration, Verdict.DIFFERS, place, differences, unfilled);
        }
        List<String> lost = new ArrayList<>();
        Map<QualifiedName, String> now = rows.isEmpty() ? Map.of() : SyntheticRows.digests(server, database, after);
        rows.forEach((table, digest) -> {
            if (!digest.equals(now.get(table))) {
                lost.add("the rows of " + table + " are not what they were");
            }
        });
        Verdict verdict = lost.isEmpty() ? Verdict.EXACT : Verdict.LOSES_DATA;
        lost.addAll(differences);
        return new RoundTrip(migration, verdict, place, lost, unfilled);
    }

    /** Rows that were made up may be such as no real ones are: whether it runs without them is said beside the failure. */
    private RoundTrip failedWithRows(Migration migration, Script down, ScriptFailure failure, @Nullable String unfilled)
            throws SQLException {
        boolean runs = inScratch(
                empty -> Replay.run(server, empty, session, migration.up()).isEmpty()
                        && Replay.run(server, empty, session, down).isEmpty());
        RoundTrip failed = failed(migration, failure, unfilled);
        return runs ? failed.with("it runs where tables are empty; the rows were made up") : failed;
    }

    private static RoundTrip failed(Migration migration, ScriptFailure failure, @Nullable String unfilled) {
        return new RoundTrip(migration, Verdict.FAILS, failure.place(), List.of(failure.message()), unfilled);
    }

    private Catalog read(String database) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return CatalogReader.read(connection);
        }
    }

    /** Puts rows into every table; why it could not, or null. */
    private @Nullable String fill(String database, Catalog catalog) {
        List<LeftOut> leftOut = SyntheticRows.fill(server, database, catalog, DatabaseFacts.NONE, table -> ROWS);
        return leftOut.isEmpty()
                ? null
                : leftOut.stream()
                        .map(table -> "no rows could be made of " + table.table() + ": " + table.reason())
                        .collect(Collectors.joining("; "));
    }
}
