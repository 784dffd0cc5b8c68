package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.rehearse.PlanRehearsal;
import dev.pgwright.migrate.rehearse.RehearsalReport;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.Place;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Runs a plan on an embedded server full of synthetic rows, with clients at work, and says whether it may be run for real. */
public final class RehearseMigration {
    /** The smaller of the two scales is this part of the larger one. */
    private static final int PARTS = 4;

    private RehearseMigration() {}

    /**
     * What to rehearse.
     *
     * @param plan the folder of a plan, or its {@code plan.yaml}
     * @param rows of the largest table; where facts are known the others have as many fewer as they have there
     * @param facts sizes of the tables in production, saved by a review; null where nobody knows
     * @param clients how many are at work meanwhile
     * @param longestWait of any client's query, in seconds, with which the plan may still be run
     */
    public record Request(Path plan, long rows, @Nullable Path facts, int clients, double longestWait) {}

    /**
     * Rehearses it at two scales.
     *
     * @throws PgwrightException if the plan cannot be read or was edited, or its first schema cannot be filled here
     */
    public static RehearsalReport run(Request request, Progress progress) {
        PlanFolder folder = PlanInput.read(request.plan());
        MigrationPlan plan = folder.plan();
        Catalog from = folder.from();
        Catalog to = folder.to();
        DatabaseFacts facts =
                request.facts() == null ? DatabaseFacts.NONE : FactsFile.read(SchemaSource.read(request.facts()));
        PostgresVersion version = PostgresVersion.ofMajor(plan.postgres())
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of(request.plan().toString()),
                        "there is no embedded PostgreSQL " + plan.postgres(),
                        null));
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version))) {
            PlanRehearsal.Result small =
                    rehearsed(server, from, to, plan, request, facts, request.rows() / PARTS, progress);
            PlanRehearsal.Result large = small.failure() == null
                    ? rehearsed(server, from, to, plan, request, facts, request.rows(), progress)
                    : small;
            return RehearsalReport.of(
                    plan, small, large, facts, sizes(facts, from, request.rows()), request.longestWait());
        }
    }

    private static PlanRehearsal.Result rehearsed(
            PostgresServer server,
            Catalog from,
            Catalog to,
            MigrationPlan plan,
            Request request,
            DatabaseFacts facts,
            long rows,
            Progress progress) {
        String title = String.format(Locale.ROOT, "Rehearse it with up to %,d rows a table", rows);
        try (Progress.Step step = progress.step(title)) {
            PlanRehearsal.Result result =
                    PlanRehearsal.run(server, from, to, plan, facts, sizes(facts, from, rows), request.clients());
            step.done(
                    result.failure() == null
                            ? Count.of(result.steps().size(), "step")
                            : "stopped behind " + Count.of(result.steps().size(), "step"));
            return result;
        }
    }

    /** The largest table has the rows asked for, the others have as many fewer as they have in production. */
    private static ToLongFunction<QualifiedName> sizes(DatabaseFacts facts, Catalog from, long rows) {
        long largest = from.tables().stream()
                .map(table -> facts.table(table.name()))
                .flatMap(known -> known.stream())
                .mapToLong(known -> known.rows())
                .max()
                .orElse(0);
        return table -> largest <= 0 || facts.table(table).isEmpty()
                ? rows
                : Math.max(10, Math.round((double) facts.table(table).get().rows() / largest * rows));
    }
}
