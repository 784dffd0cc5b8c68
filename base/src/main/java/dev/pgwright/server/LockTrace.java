package dev.pgwright.server;

import dev.pgwright.server.StatementTrace.Lock;
import dev.pgwright.server.StatementTrace.Scan;
import dev.pgwright.server.StatementTrace.ServerError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement and observes which locks it took, which relations it rewrote and which tables it scanned. Nothing is
 * guessed: locks come from pg_locks before the transaction ends, rewrites from changed file nodes, scans from the
 * transaction's own statistics. System catalogs are left out.
 */
public final class LockTrace {
    /** Relations that are not PostgreSQL's own (16384 is FirstNormalObjectId); TOAST tables are their table's affair. */
    private static final String RELATIONS = """
            select c.oid::bigint, format('%I.%I', n.nspname, c.relname), c.relkind::text,
                   coalesce(pg_relation_filenode(c.oid), 0)::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.oid >= 16384 and n.nspname !~ '^(information_schema|pg_toast.*)$'
            """;

    /** Read from the transaction's own counters, which parallel workers would not add to. */
    private static final String SCANS =
            "select relid::bigint, coalesce(seq_scan, 0), coalesce(seq_tup_read, 0) from pg_stat_xact_user_tables";

    private static final String LOCKS = """
            select relation::bigint, mode from pg_locks
            where pid = ? and locktype = 'relation'
              and database in (0, (select oid from pg_database where datname = current_database()))
            """;

    private LockTrace() {}

    /**
     * A relation before a statement.
     *
     * @param name as SQL says it
     */
    public record Relation(String name, RelationKind kind, long fileNode) {}

    private record ScanCount(long times, long rows) {}

    /** What pg_locks says of one session. */
    record HeldLock(long relation, LockMode mode) {}

    /**
     * Traces a statement in a transaction of its own and rolls it back. Locks are those that this statement took; run it
     * on a session that does nothing else.
     *
     * @param session in autocommit mode
     * @throws SQLException if the server cannot be asked; a failing statement is no exception but
     *     {@link StatementTrace#error}
     */
    public static StatementTrace trace(Connection session, String statement) throws SQLException {
        if (!session.getAutoCommit()) {
            throw new IllegalStateException("the session must be in autocommit mode; see traceAndKeep");
        }
        session.setAutoCommit(false);
        try {
            return traceAndKeep(session, statement);
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    /**
     * Traces a statement within the caller's transaction and keeps its effects, so that a script can be traced statement
     * by statement. Locks that the transaction held already are reported only if the statement took a further mode. A
     * failing statement is undone alone, and the transaction stays usable, without parallel workers.
     *
     * @param session not in autocommit mode
     * @throws SQLException if the server cannot be asked; a failing statement is no exception but
     *     {@link StatementTrace#error}
     */
    public static StatementTrace traceAndKeep(Connection session, String statement) throws SQLException {
        if (session.getAutoCommit()) {
            throw new IllegalStateException("the session must not be in autocommit mode; see trace");
        }
        try (Statement sql = session.createStatement()) {
            // scans by parallel workers are not counted for the transaction
            sql.execute("set local max_parallel_maintenance_workers = 0");
            sql.execute("set local max_parallel_workers_per_gather = 0");
            int backend = backend(session);
            Map<Long, Relation> before = relations(session);
            Map<Long, ScanCount> scansBefore = scans(session);
            List<HeldLock> held = locks(session, backend);
            Savepoint savepoint = session.setSavepoint();
            long begun = System.nanoTime();
            ServerError error = run(sql, statement);
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            if (error != null) {
                // locks taken since the savepoint are released with it, so nothing more can be seen
                session.rollback(savepoint);
                return new StatementTrace(statement, List.of(), List.of(), List.of(), duration, error);
            }
            List<HeldLock> taken = new ArrayList<>(locks(session, backend));
            taken.removeAll(held);
            List<String> rewritten = rewritten(before, relations(session));
            List<Scan> scanned = scanned(before, scansBefore, scans(session));
            session.releaseSavepoint(savepoint);
            return new StatementTrace(statement, named(taken, before), rewritten, scanned, duration, null);
        }
    }

    /**
     * Traces a statement that refuses to run in a transaction, such as CREATE INDEX CONCURRENTLY: its locks come and go,
     * so it is made to pause at each of its stages by transactions of ours that hold the table, and is sampled there. A
     * lock that it waits for counts as taken. What it takes and gives back between two pauses is not seen, such as the
     * locks of VACUUM on the indexes; scans are not observed. Its effects remain: use a scratch database.
     *
     * @param table the table the statement is about, as SQL names it
     * @throws SQLException if the server cannot be asked; a failing statement is no exception but
     *     {@link StatementTrace#error}
     */
    public static StatementTrace traceOutsideTransaction(
            Postgres server, String database, String table, String statement) throws SQLException {
        return new StagedTrace(server, database, table, statement).run();
    }

    /** The locks that a session's transaction holds by now on relations that were there before, by the names they had. */
    public static List<Lock> held(Connection session, Map<Long, Relation> before) throws SQLException {
        return named(locks(session, backend(session)), before);
    }

    /** The locks on relations that a session's transaction holds by now. */
    public static List<Lock> held(Connection session) throws SQLException {
        return named(locks(session, backend(session)), relations(session));
    }

    /**
     * Runs a statement and observes only how long it takes and whether it works.
     *
     * @throws SQLException if the server cannot be asked; a failing statement is no exception but
     *     {@link StatementTrace#error}
     */
    public static StatementTrace untraced(Connection session, String statement) throws SQLException {
        long begun = System.nanoTime();
        try (Statement sql = session.createStatement()) {
            ServerError error = run(sql, statement);
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            return new StatementTrace(statement, List.of(), List.of(), List.of(), duration, error);
        }
    }

    static int backend(Connection session) throws SQLException {
        try (Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Runs the statement; what the server says against it, or null. */
    static @Nullable ServerError run(Statement sql, String statement) {
        try {
            // braces and question marks are SQL here, not JDBC
            sql.setEscapeProcessing(false);
            sql.execute(statement);
            return null;
        } catch (SQLException e) {
            return new ServerError(String.valueOf(e.getSQLState()), Sessions.message(e));
        }
    }

    /** All relations that are not PostgreSQL's own, by their OIDs. */
    public static Map<Long, Relation> relations(Connection session) throws SQLException {
        Map<Long, Relation> relations = new TreeMap<>();
        try (Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery(RELATIONS)) {
            while (row.next()) {
                relations.put(
                        row.getLong(1),
                        new Relation(row.getString(2), RelationKind.ofCatalog(row.getString(3)), row.getLong(4)));
            }
        }
        return relations;
    }

    private static Map<Long, ScanCount> scans(Connection session) throws SQLException {
        Map<Long, ScanCount> scans = new TreeMap<>();
        try (Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery(SCANS)) {
            while (row.next()) {
                scans.put(row.getLong(1), new ScanCount(row.getLong(2), row.getLong(3)));
            }
        }
        return scans;
    }

    static List<HeldLock> locks(Connection session, int backend) throws SQLException {
        List<HeldLock> locks = new ArrayList<>();
        try (PreparedStatement sql = session.prepareStatement(LOCKS)) {
            sql.setInt(1, backend);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    locks.add(new HeldLock(row.getLong(1), LockMode.ofCatalog(row.getString(2))));
                }
            }
        }
        return locks;
    }

    /** The locks on relations that existed before, also on those that exist no more. */
    static List<Lock> named(Iterable<HeldLock> locks, Map<Long, Relation> before) {
        SortedSet<Lock> named = new TreeSet<>();
        for (HeldLock lock : locks) {
            Optional.ofNullable(before.get(lock.relation()))
                    .ifPresent(relation -> named.add(new Lock(relation.name(), relation.kind(), lock.mode())));
        }
        return List.copyOf(named);
    }

    static List<String> rewritten(Map<Long, Relation> before, Map<Long, Relation> after) {
        List<String> rewritten = new ArrayList<>();
        before.forEach((oid, relation) -> {
            Relation now = after.get(oid);
            if (now != null && now.fileNode() != relation.fileNode()) {
                rewritten.add(relation.name());
            }
        });
        Collections.sort(rewritten);
        return rewritten;
    }

    private static List<Scan> scanned(Map<Long, Relation> before, Map<Long, ScanCount> from, Map<Long, ScanCount> to) {
        List<Scan> scanned = new ArrayList<>();
        before.forEach((oid, relation) -> {
            ScanCount now = to.get(oid);
            if (now != null) {
                ScanCount then = from.getOrDefault(oid, new ScanCount(0, 0));
                long times = now.times() - then.times();
                if (times > 0) {
                    scanned.add(new Scan(relation.name(), times, now.rows() - then.rows()));
                }
            }
        });
        Collections.sort(scanned);
        return scanned;
    }
}
