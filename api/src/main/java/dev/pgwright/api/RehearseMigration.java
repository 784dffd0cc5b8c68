package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.rehearse.Calibration;
import dev.pgwright.migrate.rehearse.PlanRehearsal;
import dev.pgwright.migrate.rehearse.RehearsalReport;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.Place;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsFile;
import dev.pgwright.workload.FactsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
     * @param workload files of queries that clients run
     * @param clients how many are at work meanwhile
     * @param longestWait of any client's query, in seconds, with which the plan may still be run
     * @param on a server, as libpq takes it, in place of the embedded one: a database is made there and dropped
     * @param calibrate the database that the plan is for, as libpq takes it, whose speed is timed by reading; its sizes count
     *     where there are no facts. Null where its speed is assumed
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            Path plan,
            long rows,
            @Nullable Path facts,
            List<Path> workload,
            int clients,
            double longestWait,
            @Nullable String on,
            @Nullable String calibrate,
            Map<String, String> environment) {}

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
        DatabaseFacts known =
                request.facts() == null ? DatabaseFacts.NONE : FactsFile.read(SchemaSource.read(request.facts()));
        Calibration calibration = Calibration.NONE;
        if (request.calibrate() != null) {
            Postgres target = server(request.calibrate(), "--calibrate", request, plan);
            try (Progress.Step step = progress.step("Time " + target.uri(target.database()))) {
                known = request.facts() == null ? FactsReader.read(target) : known;
                calibration = Calibration.of(target, plan, from);
                step.done(calibration.reason() == null ? "" : "not possible");
            }
        }
        DatabaseFacts facts = PlanMigration.withWorkload(known, request.workload(), progress);
        if (request.on() != null) {
            Postgres scratch = server(request.on(), "--on", request, plan);
            return rehearsed(scratch, from, to, plan, request, facts, calibration, progress);
        }
        PostgresVersion version = PostgresVersion.ofMajor(plan.postgres())
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of(request.plan().toString()),
                        "there is no embedded PostgreSQL " + plan.postgres(),
                        null));
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version))) {
            return rehearsed(server, from, to, plan, request, facts, calibration, progress);
        }
    }

    /** A server that the user named, of the plan's version. */
    private static Postgres server(String address, String option, Request request, MigrationPlan plan) {
        Postgres server = DatabaseTarget.parse(address, request.environment()).open();
        if (server.version().major() != plan.postgres()) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject(server.uri(server.database())),
                    "the plan is made for PostgreSQL " + plan.postgres() + ", but the server is PostgreSQL "
                            + server.version().major(),
                    "name a server of that version, or leave out " + option);
        }
        return server;
    }

    private static RehearsalReport rehearsed(
            Postgres server,
            Catalog from,
            Catalog to,
            MigrationPlan plan,
            Request request,
            DatabaseFacts facts,
            Calibration calibration,
            Progress progress) {
        PlanRehearsal.Result small =
                rehearsed(server, from, to, plan, request, facts, request.rows() / PARTS, Calibration.NONE, progress);
        PlanRehearsal.Result large = small.failure() == null
                ? rehearsed(server, from, to, plan, request, facts, request.rows(), calibration, progress)
                : small;
        return RehearsalReport.of(
                plan,
                small,
                large,
                facts,
                sizes(facts, from, request.rows()),
                request.longestWait(),
                request.clients());
    }

    private static PlanRehearsal.Result rehearsed(
            Postgres server,
            Catalog from,
            Catalog to,
            MigrationPlan plan,
            Request request,
            DatabaseFacts facts,
            long rows,
            Calibration calibration,
            Progress progress) {
        String title = String.format(Locale.ROOT, "Rehearse it with up to %,d rows a table", rows);
        try (Progress.Step step = progress.step(title)) {
            PlanRehearsal.Result result = PlanRehearsal.run(
                    server, from, to, plan, facts, sizes(facts, from, rows), request.clients(), calibration);
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
