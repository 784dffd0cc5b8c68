package dev.pgwright.api;

import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.load.live.AppliedMigrations;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.MigrationLayout.LayoutFile;
import dev.pgwright.migrate.plan.AllowedLosses;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanFile;
import dev.pgwright.migrate.plan.PlanMigrations;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.migrate.plan.steps.Unsaid;
import dev.pgwright.migrate.rehearse.ConversionCheck;
import dev.pgwright.migrate.rehearse.TriedPlan;
import dev.pgwright.render.report.PlanReport;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsFile;
import dev.pgwright.workload.FactsReader;
import dev.pgwright.workload.HourlyLoad;
import dev.pgwright.workload.Workload;
import dev.pgwright.workload.WorkloadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A migration from one schema to another, tried on an embedded server and written as a folder for people and programs. */
public final class PlanMigration {
    /** What PostgreSQL says of a column whose type is not to change for a view's sake; it has no error code of its own. */
    private static final String USED_BY_VIEW = "used by a view or rule";

    private static final String VIEW_ON_COLUMN =
            "drop the view before it in the script and create it again behind it, or"
                    + " give the schema as it is to be with --to: the view is made anew along with the column then";

    private PlanMigration() {}

    /**
     * What to plan.
     *
     * @param from the schema as it is: a file, a folder of SQL files, or an address as libpq takes it
     * @param schema the only schema of a database that counts; null for all
     * @param to the schema as it is to be, given in any of these ways; null where a script leads to it
     * @param script the SQL by which a person would do it; null where {@code to} is given
     * @param renames old name to new name, {@code schema.table} or {@code schema.table.column}
     * @param renamesAtOnce whether columns change their names at one moment, with which applications have to change
     * @param conversions how values become those of another type or of other columns, and again what they were
     * @param allowedLosses objects whose data may be destroyed, by the names that a refusal says
     * @param output the folder to write
     * @param force overwrite files that were edited
     * @param title what the migration is about
     * @param version whose embedded server is asked what files mean; that of the database where {@code from} is one
     * @param migrations a folder of migrations behind which the steps are written in its tool's manner, or null
     * @param layout the tool that the folder is for; null where its files show it
     * @param facts sizes of tables, saved by a review; null where {@code from} is a database or nobody knows
     * @param workload files of known queries, of which it is told behind which step they fail
     * @param load a file that says how many transactions there are in each hour of the day, or null
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String from,
            @Nullable String schema,
            @Nullable String to,
            @Nullable Path script,
            Map<String, String> renames,
            boolean renamesAtOnce,
            ConversionCheck.Said conversions,
            Set<String> allowedLosses,
            Path output,
            boolean force,
            String title,
            @Nullable PostgresVersion version,
            @Nullable Path migrations,
            @Nullable Framework layout,
            @Nullable Path facts,
            List<Path> workload,
            @Nullable Path load,
            Map<String, String> environment) {
        public Request {
            workload = List.copyOf(workload);
            allowedLosses = Set.copyOf(allowedLosses);
        }
    }

    /**
     * What came of it.
     *
     * @param untried why it could not be tried; empty when it was
     * @param migrations the files that were written into a folder of migrations
     * @param withoutBack titles of stages whose way back is not in those files
     */
    public record Result(
            MigrationPlan plan, Path folder, String untried, List<Path> migrations, List<String> withoutBack) {
        public Result {
            migrations = List.copyOf(migrations);
            withoutBack = List.copyOf(withoutBack);
        }
    }

    /**
     * Reads both schemas, plans, tries the plan and writes the folder.
     *
     * @throws PgwrightException if a source cannot be read, something cannot be planned, data would be lost that nobody
     *     allowed to be, or the plan does not lead where it should; nothing is written then
     */
    public static Result run(Request request, Progress progress) {
        OutputFolder folder = new OutputFolder(request.output());
        folder.check();
        MigrationHistory history =
                request.migrations() == null ? null : history(request.migrations(), request.layout());
        PostgresVersion given = request.version() == null ? PostgresVersion.DEFAULT : request.version();
        HourlyLoad load = request.load() == null
                ? null
                : HourlyLoad.read(SchemaSource.read(request.load()), ZoneId.systemDefault());
        SchemaSource source =
                only(request, SchemaSource.ofStart(request.from(), FileReading.onServer(given), request.environment()));
        DatabaseFacts facts =
                request.facts() == null ? DatabaseFacts.NONE : FactsFile.read(SchemaSource.read(request.facts()));
        PostgresVersion version = given;
        if (source instanceof SchemaSource.LiveSource live) {
            Postgres server = live.target().open();
            version = version(server, live.target(), request.version());
            if (history != null) {
                refusePending(history, server, live.target(), progress);
            }
            facts = request.facts() == null ? FactsReader.read(server) : facts;
        }
        facts = withWorkload(facts, request.workload(), progress);
        SchemaSource.Schema from = schema(source, progress);
        SourceFile script = request.script() == null ? null : SchemaSource.read(request.script());
        SchemaSource.Schema to = request.to() == null
                ? null
                : schema(
                        only(
                                request,
                                SchemaSource.of(request.to(), FileReading.onServer(version), request.environment())),
                        progress);
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version))) {
            if (to == null) {
                to = behind(Objects.requireNonNull(script, "there is one or the other"), from, server);
            } else {
                to = to.with(Unsaid.tablesOf(from.catalog(), to.catalog(), AppliedMigrations::isAccount));
            }
            Planner.Request wanted = WantedMigration.of(request, script, from, to, version.major(), facts, server);
            boolean access = wanted.to().access().equals(to.catalog().access());
            TriedPlan tried = tried(server, wanted, access, request.allowedLosses(), progress);
            PlanMigrations.Result migrations = history == null
                    ? new PlanMigrations.Result(List.of(), List.of())
                    : PlanMigrations.of(history, tried.plan(), LocalDateTime.now(ZoneOffset.UTC));
            refuseTaken(migrations.files());
            folder.write(files(tried.plan(), load, from, to), request.force());
            migrations.files().forEach(file -> write(file));
            return new Result(
                    tried.plan(),
                    request.output(),
                    tried.trial().untried(),
                    migrations.files().stream().map(LayoutFile::path).toList(),
                    migrations.withoutBack());
        }
    }

    private static SchemaSource only(Request request, SchemaSource source) {
        return request.schema() == null ? source : source.only(request.schema());
    }

    private static SchemaSource.Schema schema(SchemaSource source, Progress progress) {
        SchemaSource.Schema schema = source.load(progress);
        return schema.with(Unsaid.withoutDatabase(schema.catalog()));
    }

    /** The facts with the queries of files as well. */
    static DatabaseFacts withWorkload(DatabaseFacts facts, List<Path> files, Progress progress) {
        Workload known = new Workload(facts.queries(), List.of());
        for (Path file : files) {
            known = known.plus(WorkloadFile.read(file));
        }
        known.problems().forEach(problem -> progress.note(problem.place() + ": " + problem.message()));
        return facts.withQueries(known.queries());
    }

    private static MigrationHistory history(Path folder, @Nullable Framework layout) {
        if (layout != null && !Files.exists(folder)) {
            return new MigrationHistory(layout, folder, List.of(), List.of());
        }
        if (!Files.isDirectory(folder)) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(folder.toString()),
                    "there is no such folder",
                    "--migrations takes the folder in which your tool keeps its migrations; with --layout it may be a new one");
        }
        MigrationHistory history = MigrationFolder.read(List.of(folder), layout);
        if (history.migrations().isEmpty() && layout == null) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.of(folder.toString()),
                    "there is no migration here that shows how files are named",
                    "name the tool with --layout, or put the first one there in its manner");
        }
        return history;
    }

    /** The steps come behind all migrations of the folder, so those before must be in the database that the plan begins with. */
    private static void refusePending(
            MigrationHistory history, Postgres server, DatabaseTarget target, Progress progress) {
        AppliedMigrations applied;
        try (Session session = Session.of(server.connect())) {
            applied = AppliedMigrations.read(session, history.framework());
        }
        if (!applied.isKept()) {
            progress.note(target + " has no account of " + history.framework().title()
                    + ": its schema is taken to be that behind all migrations of " + history.root());
            return;
        }
        List<Migration> pending = applied.pending(history).stream()
                .filter(migration -> migration.kind() == Migration.Kind.VERSIONED)
                .toList();
        if (!pending.isEmpty()) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    pending.stream()
                            .map(migration -> new Problem(
                                    migration.up().source().place(0),
                                    "by " + applied.table() + " it has not been run on " + target
                                            + ", and the steps would come behind it",
                                    "run it first, or plan from the folder: --from " + history.root()))
                            .toList());
        }
        List<Finding> faults = applied.faults(history);
        if (!faults.isEmpty()) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    faults.stream()
                            .map(fault -> new Problem(fault.place(), fault.message(), fault.hint()))
                            .toList());
        }
    }

    private static void refuseTaken(List<LayoutFile> files) {
        for (LayoutFile file : files) {
            if (file.before() == null && Files.exists(file.path())) {
                throw new PgwrightException(
                        ErrorCode.REFUSED,
                        Place.of(file.path().toString()),
                        "the file is there already",
                        "remove it, or leave --migrations away");
            }
        }
    }

    private static void write(LayoutFile file) {
        try {
            Path parent = file.path().toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.of(file.path().toString()),
                    "the folder cannot be made: " + e.getMessage(),
                    "check space and permissions",
                    e);
        }
        OutputFile.replace(file.path(), file.text());
    }

    /** The schema that a script makes of another one. */
    private static SchemaSource.Schema behind(SourceFile script, SchemaSource.Schema from, PostgresServer server) {
        SourceFile before = SourceFile.of("the first schema", DdlWriter.write(from.catalog()));
        try {
            return new SchemaSource.Schema(
                    script.name(), ExecutedSource.load(server, List.of(before, script)), DbmlExtras.NONE);
        } catch (PgwrightException e) {
            throw new PgwrightException(
                    e.code(),
                    e.problems().stream()
                            .map(problem -> problem.message().contains(USED_BY_VIEW)
                                    ? new Problem(problem.place(), problem.message(), VIEW_ON_COLUMN)
                                    : problem)
                            .toList());
        }
    }

    private static PostgresVersion version(Postgres server, DatabaseTarget target, @Nullable PostgresVersion given) {
        int major = server.version().major();
        if (given != null && given.major() != major) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.ofObject(target.toString()),
                    "the database runs on PostgreSQL " + major + ", not " + given.major(),
                    "leave --postgres away: the plan is made for the server that it is for");
        }
        return PostgresVersion.ofMajor(major)
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.SERVER,
                        Place.ofObject(target.toString()),
                        "there is no embedded PostgreSQL " + major + " to try a plan on",
                        "plans are made for PostgreSQL 14 to 18"));
    }

    private static TriedPlan tried(
            PostgresServer server,
            Planner.Request request,
            boolean access,
            Set<String> allowedLosses,
            Progress progress) {
        try (Progress.Step step = progress.step("Try it on PostgreSQL " + request.version() + ", there and back")) {
            TriedPlan tried = TriedPlan.of(
                    server,
                    request,
                    access,
                    plan -> AllowedLosses.check("the plan destroys", plan.losses(), allowedLosses, plan.losses()));
            if (!tried.trial().failures().isEmpty()) {
                throw new PgwrightException(
                        ErrorCode.REFUSED,
                        tried.trial().failures().stream()
                                .map(failure -> new Problem(
                                        Place.UNKNOWN,
                                        "the plan does not do what it should, so it is not written: " + failure,
                                        null))
                                .toList());
            }
            step.done(
                    tried.trial().untried().isEmpty()
                            ? Count.of(tried.plan().steps().size(), "step")
                            : "not possible");
            return tried;
        }
    }

    private static SortedMap<String, String> files(
            MigrationPlan plan, @Nullable HourlyLoad load, SchemaSource.Schema from, SchemaSource.Schema to) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("plan.yaml", PlanFile.write(plan));
        files.put("PLAN.md", PlanReport.runbook(plan, load));
        files.put(
                "from.json",
                JsonModel.of(from.title(), from.catalog(), DbmlExtras.NONE).write());
        files.put("to.json", JsonModel.of(to.title(), to.catalog(), to.extras()).write());
        return files;
    }
}
