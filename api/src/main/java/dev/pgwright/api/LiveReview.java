package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.Finding;
import dev.pgwright.load.live.AppliedMigrations;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.live.ReadingSession;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.review.rules.LostChecks;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Statement;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsReader;
import dev.pgwright.workload.PlannedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running database adds to a review.
 *
 * @param version its major version
 * @param start its schema, which the pending migrations meet
 * @param pending the migrations that it has not had; all of them where it keeps no account
 * @param accounted whether it keeps an account of migrations, so that the pending ones are known
 * @param planned what its planner expects of pending statements that change rows, by their text
 */
record LiveReview(
        int version,
        Catalog start,
        DatabaseFacts facts,
        MigrationHistory pending,
        boolean accounted,
        Map<String, PlannedChange> planned) {
    /** Asks the database; it is only read. */
    static LiveReview read(
            String database, MigrationHistory history, Map<String, String> environment, Progress progress) {
        DatabaseTarget target = DatabaseTarget.parse(database, environment);
        try (Progress.Step step = progress.step("Read " + target)) {
            Postgres server = target.open();
            server.warnings().forEach(progress::note);
            try (ReadingSession reading = ReadingSession.open(server)) {
                reading.warnings().forEach(progress::note);
                Session session = reading.session();
                Catalog catalog = CatalogReader.read(session);
                DatabaseFacts facts = FactsReader.read(session);
                facts.withheld().forEach(withheld -> progress.note(LostChecks.note(withheld)));
                Optional<MigrationHistory> unapplied =
                        history.migrations().isEmpty() ? Optional.empty() : pending(session, history);
                MigrationHistory pending = unapplied.orElse(history);
                step.done(
                        history.migrations().isEmpty()
                                ? Count.of(catalog.tables().size(), "table")
                                : pending.migrations().size() + " of "
                                        + history.migrations().size() + " migrations are pending");
                return new LiveReview(
                        server.version().major(),
                        catalog,
                        facts,
                        pending,
                        unapplied.isPresent(),
                        planned(session, pending));
            }
        }
    }

    /** What has placeholders is not asked about: what they stand for is not known. */
    private static Map<String, PlannedChange> planned(Session session, MigrationHistory pending) {
        Map<String, PlannedChange> planned = new HashMap<>();
        for (Migration migration : pending.migrations()) {
            Script script = migration.up();
            if (script.templates().isEmpty()) {
                for (Statement statement : script.parsed().statements()) {
                    String sql = statement.span().of(script.sql().text());
                    PlannedChange.ask(session, statement.tree(), sql).ifPresent(change -> planned.put(sql, change));
                }
            }
        }
        return planned;
    }

    /** Empty where the database keeps no account. */
    private static Optional<MigrationHistory> pending(Session session, MigrationHistory history) {
        AppliedMigrations applied = AppliedMigrations.read(session, history.framework());
        if (!applied.isKept()) {
            return Optional.empty();
        }
        List<Finding> problems = new ArrayList<>(history.problems());
        problems.addAll(applied.faults(history));
        return Optional.of(history.with(applied.pending(history), problems));
    }
}
