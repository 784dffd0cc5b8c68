package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.LeftOut;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.migrate.diff.Differences;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.rehearse.ClientLoad.Answer;
import dev.pgwright.server.Postgres;
import dev.pgwright.source.Place;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.KnownQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan as it will be run, on tables with rows and with clients at work, and measures; then runs the way back, and
 * compares schema and rows with what was there before.
 */
public final class PlanRehearsal {
    private static final double NANOS = 1e9;
    private static final long WARM_UP_MILLIS = 500;

    private final Postgres server;
    private final Catalog from;
    private final Catalog to;
    private final MigrationPlan plan;
    private final DatabaseFacts facts;
    private final ToLongFunction<QualifiedName> rows;
    private final int clients;
    private final Calibration target;

    private PlanRehearsal(
            Postgres server,
            Catalog from,
            Catalog to,
            MigrationPlan plan,
            DatabaseFacts facts,
            ToLongFunction<QualifiedName> rows,
            int clients,
            Calibration target) {
        this.server = server;
        this.from = from;
        this.to = to;
        this.plan = plan;
        this.facts = facts;
        this.rows = rows;
        this.clients = clients;
        this.target = target;
    }

    /**
     * What was measured of a step.
     *
     * @param seconds how long it took
     * @param walBytes how much WAL was written meanwhile, that of the clients included
     * @param diskBytes by how much the database has grown
     * @param locks that were seen, by relation; those held for less than some milliseconds may be missing
     * @param longestWait the longest that a client's query took meanwhile, in seconds; 0 if there were none
     * @param queries how many queries clients ran meanwhile
     * @param failed how many of them failed
     * @param error the first of their errors
     */
    public record Measured(
            PlanStep step,
            double seconds,
            long walBytes,
            long diskBytes,
            Map<String, LockSamples.Held> locks,
            double longestWait,
            int queries,
            int failed,
            @Nullable String error) {
        public Measured {
            locks = Map.copyOf(locks);
        }
    }

    /**
     * What came of a rehearsal.
     *
     * @param rows how many rows all tables had together
     * @param leftOut the tables that had none
     * @param usualWait the longest that a client's query took before the first step, in seconds
     * @param steps in order, up to the one that failed
     * @param failure why a step failed; null when all worked
     * @param outages where code of clients had no names that work, a line each
     * @param queries how many clients ran altogether
     * @param notRun how many queries of the workload no client ran, though PostgreSQL understands them
     * @param lost what the way back did not restore, a line each, but for the data that the plan was allowed to destroy
     * @param target how its times become those of the target
     */
    public record Result(
            long rows,
            List<LeftOut> leftOut,
            double usualWait,
            List<Measured> steps,
            @Nullable String failure,
            List<String> outages,
            int queries,
            int notRun,
            List<String> lost,
            Calibration target) {
        public Result {
            leftOut = List.copyOf(leftOut);
            steps = List.copyOf(steps);
            outages = List.copyOf(outages);
            lost = List.copyOf(lost);
        }

        /** Queries of clients that failed. */
        public int failed() {
            return steps.stream().mapToInt(Measured::failed).sum();
        }

        /** The longest that any query of a client took while a step ran, in seconds. */
        public double longestWait() {
            return steps.stream().mapToDouble(Measured::longestWait).max().orElse(0);
        }

        /** All steps together, in seconds. */
        public double seconds() {
            return steps.stream().mapToDouble(Measured::seconds).sum();
        }
    }

    /**
     * Rehearses a plan. The rows fit both schemas: whether real rows do is what a plan's queries for misfits ask.
     *
     * @param facts what is known of the real rows, and the queries that clients run
     * @param rows how many rows each table is to have
     * @param clients how many clients are at work
     * @param target what is known of the target's speed; this server's is timed then, before clients come
     * @throws PgwrightException if the first schema or rows for it cannot be made on this server; with {@code REFUSED} if
     *     there is no room for them
     */
    public static Result run(
            Postgres server,
            Catalog from,
            Catalog to,
            MigrationPlan plan,
            DatabaseFacts facts,
            ToLongFunction<QualifiedName> rows,
            int clients,
            Calibration target) {
        return Rehearsals.run(() -> new PlanRehearsal(server, from, to, plan, facts, rows, clients, target).run());
    }

    private Result run() throws SQLException {
        DiskRoom.check(
                server,
                from.tables().stream()
                        .filter(table -> table.partitionOf() == null)
                        .toList(),
                rows);
        return Rehearsals.inNewDatabase(server, null, database -> {
            Catalog start;
            try (Connection connection = server.connect(database)) {
                PlanTrial.make(connection, from);
                start = CatalogReader.read(connection);
            }
            List<LeftOut> leftOut = SyntheticRows.fillFitting(server, database, start, to, facts, rows);
            try (Connection connection = server.connect(database)) {
                connection.setAutoCommit(true);
                execute(connection, "VACUUM ANALYZE");
                execute(connection, "CHECKPOINT");
            }
            Map<QualifiedName, String> before = SyntheticRows.digests(server, database, start);
            Set<QualifiedName> without = leftOut.stream().map(LeftOut::table).collect(Collectors.toSet());
            long total = start.tables().stream()
                    .filter(table -> table.partitionOf() == null)
                    .map(Table::name)
                    .filter(table -> !without.contains(table))
                    .mapToLong(rows)
                    .sum();
            return measured(database, start, before, total, leftOut);
        });
    }

    private Result measured(
            String database, Catalog start, Map<QualifiedName, String> before, long total, List<LeftOut> leftOut)
            throws SQLException {
        Calibration calibrated = target.with(server, database);
        double usual;
        int queries;
        int notRun;
        RenamedCode code = new RenamedCode(plan.renames(), start);
        RehearsedRun.There there;
        try (ClientLoad load = ClientLoad.start(server, database, start, workload(), ended(), code, clients)) {
            pause(load);
            usual = load.answers().stream()
                    .mapToDouble(answer -> (answer.ended() - answer.begun()) / NANOS)
                    .max()
                    .orElse(0);
            there = RehearsedRun.there(server, database, plan, start, to, load);
            queries = load.answers().size();
            notRun = load.notRun();
        }
        String failure = there.failure().orElse(null);
        List<String> lost = failure == null ? back(database, start, before) : List.of();
        return new Result(
                total, leftOut, usual, there.steps(), failure, there.outages(), queries, notRun, lost, calibrated);
    }

    /** What clients are known to run, and what is known to break. */
    private List<KnownQuery> workload() {
        List<KnownQuery> all = new ArrayList<>(facts.queries());
        Set<String> known = new HashSet<>();
        facts.queries().forEach(query -> known.add(query.sql()));
        plan.steps().stream()
                .flatMap(step -> step.breaks().stream())
                .filter(broken -> known.add(broken.query()))
                .forEach(broken -> all.add(new KnownQuery("the plan", broken.query(), null)));
        return all;
    }

    /** What the plan takes away: whoever runs it has seen to it that no code uses it. */
    private Set<String> ended() {
        Set<String> ended = new HashSet<>();
        plan.losses().forEach(loss -> ended.add(loss.object()));
        from.tables()
                .forEach(table -> table.primaryKey()
                        .filter(key -> !hasKey(table.name(), key.columns()))
                        .ifPresent(key -> ended.add(table.name() + "." + key.name())));
        return ended;
    }

    private boolean hasKey(QualifiedName table, List<String> columns) {
        return to.table(table)
                .flatMap(Table::primaryKey)
                .filter(key -> key.columns().equals(columns))
                .isPresent();
    }

    /** A query that began before the step ended and ended after it began has waited for it, perhaps. */
    static Measured measured(
            PlanStep step,
            long begun,
            long ended,
            long wal,
            long disk,
            Map<String, LockSamples.Held> locks,
            List<Answer> answers) {
        List<Answer> during = answers.stream()
                .filter(answer -> answer.begun() - ended <= 0 && answer.ended() - begun >= 0)
                .toList();
        List<Answer> failed =
                during.stream().filter(answer -> answer.error() != null).toList();
        return new Measured(
                step,
                (ended - begun) / NANOS,
                wal,
                disk,
                locks,
                during.stream()
                        .mapToDouble(answer -> (answer.ended() - answer.begun()) / NANOS)
                        .max()
                        .orElse(0),
                during.size(),
                failed.size(),
                failed.isEmpty() ? null : failed.get(0).error());
    }

    private List<String> back(String database, Catalog start, Map<QualifiedName, String> before) throws SQLException {
        List<String> lost = new ArrayList<>();
        if (!plan.steps().isEmpty()) {
            RehearsedRun.back(server, database, plan, start, to)
                    .ifPresent(why -> lost.add("the way back fails: " + why));
            if (!lost.isEmpty()) {
                return lost;
            }
        }
        try (Connection connection = server.connect(database)) {
            Catalog after = CatalogReader.read(connection);
            Differences.of(start, after).forEach(text -> lost.add("the schema differs: " + text));
        }
        Map<QualifiedName, String> after = SyntheticRows.digests(server, database, start);
        before.forEach((table, digest) -> {
            boolean allowed = plan.losses().stream().anyMatch(loss -> (loss.object() + ".").startsWith(table + "."));
            if (!allowed && !digest.equals(after.get(table))) {
                lost.add("the rows of " + table + " are not what they were");
            }
        });
        return lost;
    }

    private static void pause(ClientLoad load) {
        if (load.isBusy()) {
            sleep(WARM_UP_MILLIS);
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgwrightException(ErrorCode.STOPPED, Place.UNKNOWN, "stopped", null, e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // the braces of JDBC's escapes are PostgreSQL's array literals
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
