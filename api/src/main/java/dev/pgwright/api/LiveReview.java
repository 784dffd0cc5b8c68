package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.Finding;
import dev.pgwright.load.live.AppliedMigrations;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a running database adds to a review.
 *
 * @param version its major version
 * @param start its schema, which the pending migrations meet
 * @param pending the migrations that it has not had; all of them where it keeps no account
 */
record LiveReview(int version, Catalog start, DatabaseFacts facts, MigrationHistory pending) {
    /** Asks the database; it is only read. */
    static LiveReview read(
            String database, MigrationHistory history, Map<String, String> environment, Progress progress) {
        DatabaseTarget target = DatabaseTarget.parse(database, environment);
        try (Progress.Step step = progress.step("Read " + target)) {
            Postgres server = target.open();
            server.warnings().forEach(progress::note);
            Catalog catalog = CatalogReader.read(server);
            DatabaseFacts facts = FactsReader.read(server);
            facts.withheld().forEach(withheld -> progress.note(withheld.toString()));
            MigrationHistory pending = history.migrations().isEmpty() ? history : pending(server, history);
            step.done(
                    history.migrations().isEmpty()
                            ? Count.of(catalog.tables().size(), "table")
                            : pending.migrations().size() + " of "
                                    + history.migrations().size() + " migrations are pending");
            return new LiveReview(server.version().major(), catalog, facts, pending);
        }
    }

    private static MigrationHistory pending(Postgres server, MigrationHistory history) {
        try (Session session = Session.of(server.connect())) {
            AppliedMigrations applied = AppliedMigrations.read(session, history.framework());
            if (!applied.isKept()) {
                return history;
            }
            List<Finding> problems = new ArrayList<>(history.problems());
            problems.addAll(applied.faults(history));
            return history.with(applied.pending(history), problems);
        }
    }
}
