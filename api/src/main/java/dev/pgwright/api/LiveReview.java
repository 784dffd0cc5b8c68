package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Schema;
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
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.PlannedChange;
import dev.pgwright.workload.PreparedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a running database adds to a review.
 *
 * @param version its major version
 * @param start its schema, which the pending migrations meet
 * @param pending the migrations that it has not had; all of them where it keeps no account
 * @param account the one of migrations that it keeps, by which the pending ones are known; empty where it keeps none
 * @param planned what its planner expects of pending statements that change rows, by their text
 * @param prepared what it says of queries, by their text; where migrations are pending it is not the schema that they meet
 */
record LiveReview(
        int version,
        Catalog start,
        DatabaseFacts facts,
        MigrationHistory pending,
        Optional<AppliedMigrations> account,
        Map<String, PlannedChange> planned,
        Map<String, PreparedQuery> prepared) {
    /**
     * Asks the database; it is only read.
     *
     * @param queries of programs, and those that are known
     */
    static LiveReview read(
            String database,
            MigrationHistory history,
            List<String> queries,
            Map<String, String> environment,
            Progress progress) {
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
                Optional<AppliedMigrations> account =
                        history.migrations().isEmpty() ? Optional.empty() : account(session, history);
                MigrationHistory pending =
                        account.map(kept -> pending(kept, history)).orElse(history);
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
                        account,
                        planned(session, pending),
                        pending.migrations().isEmpty()
                                ? PreparedQuery.ask(session, queries(queries, facts), path(catalog))
                                : Map.of());
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

    private static List<String> queries(List<String> given, DatabaseFacts facts) {
        return Stream.concat(given.stream(), facts.queries().stream().map(KnownQuery::sql))
                .toList();
    }

    /** Nobody says with which search path a program runs: what is in no schema is missing for certain. */
    private static List<String> path(Catalog catalog) {
        return Stream.concat(
                        Stream.of(Schema.PUBLIC),
                        catalog.schemas().stream().map(Schema::name).filter(name -> !name.equals(Schema.PUBLIC)))
                .toList();
    }

    /** Empty where the database keeps none. */
    private static Optional<AppliedMigrations> account(Session session, MigrationHistory history) {
        AppliedMigrations applied = AppliedMigrations.read(session, history.framework());
        return applied.isKept() ? Optional.of(applied) : Optional.empty();
    }

    private static MigrationHistory pending(AppliedMigrations applied, MigrationHistory history) {
        List<Finding> problems = new ArrayList<>(history.problems());
        problems.addAll(applied.faults(history));
        return history.with(applied.pending(history), problems);
    }
}
