package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.migrate.diff.CatalogDiff;
import dev.pgwright.migrate.plan.MigrationPlan.Side;
import dev.pgwright.migrate.rehearse.PlanTrial;
import dev.pgwright.migrate.rehearse.TriedPlan;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.workload.DatabaseFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan leads from one schema to another and back again, and locks no more than it says. */
final class PlanLaw {
    private PlanLaw() {}

    private static PostgresServer server(int version) {
        return PostgresFixture.sharedServer(version);
    }

    /** What a script makes of an empty database. */
    static Catalog catalog(int version, String sql) {
        return ExecutedSource.load(server(version), List.of(SourceFile.of("schema.sql", sql)));
    }

    /** The plan between two schemas, when it keeps the law. */
    static MigrationPlan proven(int version, String before, String after) {
        Catalog from = catalog(version, before);
        Catalog to = catalog(version, after);
        MigrationPlan plan = plan(version, from, to);
        assertThat(broken(version, from, to, plan)).isEmpty();
        return plan;
    }

    /** What breaks the law, in words; none if it holds. */
    static List<String> broken(int version, Catalog from, Catalog to, MigrationPlan plan) {
        PlanTrial.Result result = PlanTrial.run(server(version), from, to, plan);
        return result.untried().isEmpty() ? result.failures() : List.of(result.untried());
    }

    /** What breaks the law on the way that users go: what cannot be done in phases is done without. */
    static List<String> broken(int version, Catalog from, Catalog to) {
        PlanTrial.Result result = TriedPlan.of(server(version), request(version, from, to), plan -> {})
                .trial();
        return result.untried().isEmpty() ? result.failures() : List.of(result.untried());
    }

    /** The plan between two schemas. */
    static MigrationPlan plan(int version, Catalog from, Catalog to) {
        return Planner.plan(request(version, from, to));
    }

    private static Planner.Request request(int version, Catalog from, Catalog to) {
        List<RenameSteps.Renaming> renames = RenameSteps.of(CatalogDiff.of(from, to, Map.of()), Set.of());
        Catalog renamed = renames.isEmpty() ? from : PlanTrial.renamed(server(version), from, renames);
        return new Planner.Request(
                "test",
                new Side("before", PlanFile.fingerprint(from)),
                from,
                renames,
                renamed,
                new Side("after", PlanFile.fingerprint(to)),
                to,
                version,
                null,
                true,
                DatabaseFacts.NONE);
    }
}
