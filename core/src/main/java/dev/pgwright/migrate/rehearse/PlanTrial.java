package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.migrate.diff.Differences;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.MigrationPlan.Proof;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.PlanStep.BrokenQuery;
import dev.pgwright.migrate.plan.PlanStep.PartLocks;
import dev.pgwright.migrate.plan.RenameSteps;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.LockTrace;
import dev.pgwright.server.LockTrace.Relation;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.server.StatementTrace.Lock;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.KnownQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan and its way back on a server that is thrown away, on empty tables: does it lead where it should, does it lead
 * back, and does each step lock what it says?
 */
public final class PlanTrial {
    private final PostgresServer server;
    private final List<String> failures = new ArrayList<>();
    private final List<Unseen> unseen = new ArrayList<>();

    private PlanTrial(PostgresServer server) {
        this.server = server;
    }

    /**
     * What was seen.
     *
     * @param proof null when the first schema cannot be made on this server
     * @param failures what is not as the plan promises, a line each; none if all is
     * @param unseen where less was locked than the plan says
     * @param untried why the plan could not be tried; empty when it was
     * @param broken queries that fail behind a step, by its number
     */
    public record Result(
            @Nullable Proof proof,
            List<String> failures,
            List<Unseen> unseen,
            String untried,
            Map<Integer, List<BrokenQuery>> broken) {
        public Result {
            failures = List.copyOf(failures);
            unseen = List.copyOf(unseen);
            broken = Map.copyOf(broken);
        }
    }

    /**
     * A lock that the plan tells of and that was not seen, or was weaker.
     *
     * @param back whether it is one of the way back
     * @param seen null where there was none
     */
    public record Unseen(
            String step,
            boolean back,
            String relation,
            LockMode said,
            @Nullable LockMode seen) {}

    /**
     * Tries a plan.
     *
     * @throws PgwrightException if the server cannot be asked
     */
    public static Result run(PostgresServer server, Catalog from, Catalog to, MigrationPlan plan) {
        return run(server, from, to, plan, List.of(), true);
    }

    /**
     * Tries a plan, and sees which queries fail behind each step.
     *
     * @param access whether owners and privileges must be those of the wanted schema; not where it says nothing about them
     * @throws PgwrightException if the server cannot be asked
     */
    public static Result run(
            PostgresServer server,
            Catalog from,
            Catalog to,
            MigrationPlan plan,
            List<KnownQuery> queries,
            boolean access) {
        return Rehearsals.run(() -> new PlanTrial(server).run(from, to, plan, queries, access));
    }

    /**
     * A schema, and what it is behind each of some renames, as the server says it: views, functions and keys have the new
     * names then.
     *
     * @throws PgwrightException if the schema cannot be made on this server, or refuses a rename
     */
    public static List<Catalog> renamed(PostgresServer server, Catalog from, List<RenameSteps.Renaming> renames) {
        return Rehearsals.run(() -> Rehearsals.inNewDatabase(server, null, database -> {
            try (Connection connection = server.connect(database)) {
                make(connection, from);
                List<Catalog> states = new ArrayList<>(List.of(CatalogReader.read(connection)));
                for (RenameSteps.Renaming rename : renames) {
                    for (String sql : rename.up()) {
                        execute(connection, sql, rename::title);
                    }
                    states.add(CatalogReader.read(connection));
                }
                return states;
            }
        }));
    }

    private Result run(Catalog from, Catalog to, MigrationPlan plan, List<KnownQuery> queries, boolean access)
            throws SQLException {
        return Rehearsals.inNewDatabase(server, null, database -> {
            try (Connection connection = server.connect(database)) {
                try {
                    make(connection, from);
                } catch (PgwrightException e) {
                    return new Result(null, failures, unseen, String.valueOf(e.getMessage()), Map.of());
                }
                // what PostgreSQL makes of its own words, which may have casts in other places
                Catalog start = CatalogReader.read(connection);
                KnownQueries known = new KnownQueries(connection, queries);
                Map<Integer, List<BrokenQuery>> broken = new HashMap<>();
                try {
                    for (PlanStep step : plan.steps()) {
                        forward(connection, step);
                        List<BrokenQuery> now = known.broken(connection);
                        if (!now.isEmpty()) {
                            broken.put(step.number(), now);
                        }
                    }
                } catch (PgwrightException e) {
                    failures.add(e.getMessage() + " (" + place(e) + ")");
                    return new Result(new Proof(server.version().text(), false, false), failures, unseen, "", broken);
                }
                Catalog end = CatalogReader.read(connection);
                // new objects get what default privileges give them
                Catalog reached = access ? end : end.withAccess(to.access());
                List<String> there = Differences.of(to, reached);
                if (!there.isEmpty()) {
                    Catalog again = again(to);
                    there = Differences.of(again, access ? end : end.withAccess(again.access()));
                }
                there.forEach(text -> failures.add("behind all steps: " + text));
                try {
                    for (PlanStep step : plan.wayBack(plan.steps().size())) {
                        back(connection, step);
                    }
                } catch (PgwrightException e) {
                    failures.add(e.getMessage() + " (" + place(e) + ")");
                    return new Result(
                            new Proof(server.version().text(), there.isEmpty(), false), failures, unseen, "", broken);
                }
                List<String> home = Differences.of(start, CatalogReader.read(connection));
                home.forEach(text -> failures.add("behind the way back: " + text));
                return new Result(
                        new Proof(server.version().text(), there.isEmpty(), home.isEmpty()),
                        failures,
                        unseen,
                        "",
                        broken);
            }
        });
    }

    private static String place(PgwrightException refused) {
        return refused.problems().get(0).place().toString();
    }

    private Catalog again(Catalog catalog) throws SQLException {
        return Rehearsals.inNewDatabase(server, null, database -> {
            try (Connection connection = server.connect(database)) {
                make(connection, catalog);
                return CatalogReader.read(connection);
            }
        });
    }

    /** All at once, and one by one where that fails, to name the statement. */
    static void make(Connection connection, Catalog catalog) throws SQLException {
        List<String> statements = DdlWriter.statements(catalog);
        connection.setAutoCommit(false);
        try (Statement all = connection.createStatement()) {
            all.setEscapeProcessing(false);
            all.execute(String.join(";\n", statements));
            connection.commit();
            return;
        } catch (SQLException e) {
            connection.rollback();
        } finally {
            connection.setAutoCommit(true);
        }
        for (String sql : statements) {
            execute(connection, sql, () -> "the first schema");
        }
    }

    private void forward(Connection connection, PlanStep step) throws SQLException {
        Part part = new Part(step.mode(), step.run(), step.backfill());
        run(connection, part, new PartLocks(step.locks(), step.opaque()), step, false);
    }

    private void back(Connection connection, PlanStep step) throws SQLException {
        for (int i = 0; i < step.back().size(); i++) {
            run(connection, step.back().get(i), step.backLocks().get(i), step, true);
        }
    }

    private void run(Connection connection, Part part, PartLocks locks, PlanStep step, boolean back)
            throws SQLException {
        String title = back ? "the way back of " + step.title() : step.title();
        boolean transaction = part.mode() == Mode.TRANSACTION;
        connection.setAutoCommit(!transaction);
        try {
            Map<Long, Relation> before = transaction ? LockTrace.relations(connection) : Map.of();
            for (String sql : part.statements()) {
                execute(connection, sql, () -> title);
            }
            if (transaction) {
                compare(LockTrace.held(connection, before), before, locks, title, back);
                connection.commit();
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What is held on tables that were there before must be what was said of them. */
    private void compare(List<Lock> held, Map<Long, Relation> before, PartLocks said, String title, boolean back) {
        if (said.opaque()) {
            return;
        }
        Map<String, LockMode> told = new TreeMap<>();
        said.locks().forEach(lock -> told.put(quoted(lock.relation()), lock.mode()));
        Map<String, LockMode> seen = new TreeMap<>();
        held.stream()
                .filter(lock -> lock.kind().isTable())
                .forEach(lock -> seen.merge(lock.relation(), lock.mode(), PlanTrial::stronger));
        for (Relation relation : before.values()) {
            if (relation.kind().isTable()) {
                LockMode expected = told.get(relation.name());
                LockMode actual = seen.get(relation.name());
                if (weight(expected) < weight(actual)) {
                    failures.add(title + " locks " + relation.name() + " with " + word(actual)
                            + ", more than the plan says: " + word(expected));
                } else if (expected != null && weight(expected) > weight(actual)) {
                    unseen.add(new Unseen(title, back, relation.name(), expected, actual));
                }
            }
        }
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What only reads is in nobody's way. */
    private static int weight(@Nullable LockMode mode) {
        return mode == null ? 0 : mode.ordinal();
    }

    private static String word(@Nullable LockMode mode) {
        return mode == null ? "none" : mode.word();
    }

    private static String quoted(String relation) {
        int dot = relation.indexOf('.');
        QualifiedName name = QualifiedName.of(relation.substring(0, dot), relation.substring(dot + 1));
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    private static void execute(Connection connection, String sql, Supplier<String> what) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // the braces of JDBC's escapes are PostgreSQL's array literals
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(what.get()),
                    SqlFailure.of(e).withDetail() + "; the statement was: " + sql,
                    null,
                    e);
        }
    }
}
