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
import dev.pgwright.migrate.plan.RenameSteps;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.LockTrace;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.server.StatementTrace.Lock;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.KnownQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan and its way back on a server that is thrown away, on empty tables: does it lead where it should, does it lead
 * back, and does each step lock what it says?
 */
public final class PlanTrial {
    private final PostgresServer server;

    private PlanTrial(PostgresServer server) {
        this.server = server;
    }

    /**
     * What was seen.
     *
     * @param proof null when the first schema cannot be made on this server
     * @param failures what is not as the plan promises, a line each; none if all is
     * @param untried why the plan could not be tried; empty when it was
     * @param broken queries that fail behind a step, by its number
     */
    public record Result(
            @Nullable Proof proof, List<String> failures, String untried, Map<Integer, List<BrokenQuery>> broken) {
        public Result {
            failures = List.copyOf(failures);
            broken = Map.copyOf(broken);
        }
    }

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
            List<String> failures = new ArrayList<>();
            try (Connection connection = server.connect(database)) {
                try {
                    make(connection, from);
                } catch (PgwrightException e) {
                    return new Result(null, failures, String.valueOf(e.getMessage()), Map.of());
                }
                // what PostgreSQL makes of its own words, which may have casts in other places
                Catalog start = CatalogReader.read(connection);
                KnownQueries known = new KnownQueries(connection, queries);
                Map<Integer, List<BrokenQuery>> broken = new HashMap<>();
                try {
                    for (PlanStep step : plan.steps()) {
                        forward(connection, step, failures);
                        List<BrokenQuery> now = known.broken(connection);
                        if (!now.isEmpty()) {
                            broken.put(step.number(), now);
                        }
                    }
                } catch (PgwrightException e) {
                    failures.add(e.getMessage() + " (" + place(e) + ")");
                    return new Result(new Proof(server.version().text(), false, false), failures, "", broken);
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
                    return new Result(new Proof(server.version().text(), there.isEmpty(), false), failures, "", broken);
                }
                List<String> home = Differences.of(start, CatalogReader.read(connection));
                home.forEach(text -> failures.add("behind the way back: " + text));
                return new Result(
                        new Proof(server.version().text(), there.isEmpty(), home.isEmpty()), failures, "", broken);
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

    private static void forward(Connection connection, PlanStep step, List<String> failures) throws SQLException {
        if (step.mode() == Mode.NO_TRANSACTION) {
            for (String sql : step.run()) {
                execute(connection, sql, step::title);
            }
            return;
        }
        connection.setAutoCommit(false);
        try {
            Map<String, LockMode> told = new HashMap<>();
            step.locks().forEach(lock -> told.put(quoted(lock.relation()), lock.mode()));
            Set<String> there = tables(connection);
            for (String sql : step.run()) {
                execute(connection, sql, step::title);
            }
            for (Lock lock : LockTrace.held(connection)) {
                LockMode mode = told.get(lock.relation());
                boolean counts = there.contains(lock.relation())
                        && lock.kind().isTable()
                        && lock.mode().compareTo(LockMode.ACCESS_SHARE) > 0;
                if (counts && !step.opaque() && (mode == null || mode.compareTo(lock.mode()) < 0)) {
                    failures.add("step " + step.number() + " (" + step.title() + ") locks " + lock.relation() + " with "
                            + lock.mode().word() + ", more than the plan says");
                }
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String quoted(String relation) {
        int dot = relation.indexOf('.');
        QualifiedName name = QualifiedName.of(relation.substring(0, dot), relation.substring(dot + 1));
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    /** Tables and materialized views, as {@link LockTrace} names them. */
    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select format('%I.%I', n.nspname, c.relname)"
                        + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.oid >= 16384 and c.relkind in ('r', 'p', 'm', 'f')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void back(Connection connection, PlanStep step) throws SQLException {
        for (Part part : step.back()) {
            boolean transaction = part.mode() == Mode.TRANSACTION;
            connection.setAutoCommit(!transaction);
            try {
                for (String sql : part.statements()) {
                    execute(connection, sql, () -> "the way back of " + step.title());
                }
                if (transaction) {
                    connection.commit();
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
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
