package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a database has one runner: a session of its own that holds an advisory lock, which ends with it. It also
 * watches what the worker does. For several threads.
 */
final class Guard implements AutoCloseable {
    /** "pgwright" in ASCII. */
    private static final long KEY = 0x7067_7772_6967_6874L;

    private static final int ENDING_MS = 2000;

    private static final String HELD = " FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
            + " AND classid = " + (KEY >>> 32);

    /** Who works on any part of the database. */
    private static final String ON_DATABASE = HELD + " AND objid = " + (KEY & 0xFFFF_FFFFL) + " AND objsubid = 1";

    private final Session session;
    private final int pid;
    private final String schema;

    private Guard(Session session, int pid, String schema) {
        this.session = session;
        this.pid = pid;
        this.schema = schema;
    }

    /** Who works on the target; it has the one parameter of {@link #parameters}, or none. */
    private static String onTarget(String schema) {
        return schema.isEmpty()
                ? ON_DATABASE + " AND mode = 'ExclusiveLock'"
                : HELD + " AND objid = (pg_catalog.hashtext(?)::bigint & 4294967295)::oid AND objsubid = 2";
    }

    private static String[] parameters(String schema) {
        return schema.isEmpty() ? new String[0] : new String[] {schema};
    }

    /**
     * Takes the lock: of the database, or of one schema and a share of the database's.
     *
     * @param schema empty for the database as a whole
     * @throws PgwrightException with {@code REFUSED} if another runner has it
     */
    static Guard take(Postgres server, String schema) {
        Session session = Session.of(server.connect());
        try {
            session.execute("SET idle_session_timeout = 0");
            session.execute("SET statement_timeout = 0");
            int pid = pid(session);
            if (!takesLock(session, schema)) {
                throw new PgwrightException(
                        ErrorCode.REFUSED,
                        Place.ofObject(server.uri(server.database())),
                        "another runner is at work on this " + (schema.isEmpty() ? "database" : "schema")
                                + holding(session, ON_DATABASE + " AND pid <> pg_catalog.pg_backend_pid()")
                                        .map(h -> ": " + h)
                                        .orElse(""),
                        "wait until it ends; 'pgwright migrate status' tells how far it is, 'pgwright migrate abort'"
                                + " stops it behind its step");
            }
            return new Guard(session, pid, schema);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The server takes a moment to see that the session of a runner has ended. */
    private static boolean takesLock(Session session, String schema) {
        session.execute("SET lock_timeout = " + ENDING_MS);
        Session.Attempt attempt = schema.isEmpty()
                ? session.attempt("SELECT pg_catalog.pg_advisory_lock(" + KEY + ")")
                : session.attempt(
                        "SELECT pg_catalog.pg_advisory_lock_shared(" + KEY + ")",
                        "SELECT pg_catalog.pg_advisory_lock(" + (KEY >>> 32) + ", pg_catalog.hashtext("
                                + Identifiers.quoteLiteral(schema) + "))");
        session.execute("RESET lock_timeout");
        return attempt.worked();
    }

    /** The session that holds the lock of a target, if one does; of a database also one that holds that of a schema there. */
    static Optional<String> holder(Session session, String schema) {
        return schema.isEmpty() ? holding(session, ON_DATABASE) : holding(session, onTarget(schema), schema);
    }

    private static Optional<String> holding(Session session, String held, String... parameters) {
        List<List<@Nullable String>> rows = session.rows(
                        "SELECT a.pid, a.usename, a.application_name, a.client_addr"
                                + " FROM pg_catalog.pg_stat_activity a WHERE a.pid IN (SELECT pid" + held + ")",
                        parameters)
                .values();
        return rows.stream()
                .findFirst()
                .map(row -> "session " + row.get(0) + " of " + row.get(1)
                        + (row.get(3) == null ? "" : " from " + row.get(3)));
    }

    private static int pid(Session session) {
        return Integer.parseInt(
                session.rows("SELECT pg_catalog.pg_backend_pid()").single());
    }

    /**
     * Shows that this session and the worker's have backends of their own, by which locks and settings last.
     *
     * @return the worker's backend
     * @throws PgwrightException with {@code REFUSED} behind a pooler that lends backends by transaction
     */
    synchronized int separate(Session worker) {
        worker.execute("BEGIN");
        int inside = pid(worker);
        int here = pid(session);
        boolean held = holds();
        worker.execute("ROLLBACK");
        int after = pid(worker);
        if (inside == here || here != pid || after != inside || !held) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject("connection"),
                    "sessions change their server process: there is a pooler between that lends them by transaction, so"
                            + " that neither the lock of the one runner nor settings would last",
                    "name the server itself, or a pool in session mode");
        }
        return after;
    }

    private boolean holds() {
        return session.rows("SELECT count(*)" + onTarget(schema) + " AND pid = pg_backend_pid()", parameters(schema))
                .single()
                .equals("1");
    }

    /**
     * Shows that the lock is still held.
     *
     * @throws PgwrightException with {@code SERVER} if the session is lost, and the lock with it
     */
    synchronized void verify() {
        if (pid(session) != pid || !holds()) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.UNKNOWN,
                    "the lock that keeps other runners out is not held any more",
                    null);
        }
    }

    /** What a session is doing. */
    synchronized Optional<Activity> activity(int worker) {
        return Activity.of(session, worker);
    }

    /**
     * Ends the sessions that a worker waits for at this moment, but for those that wait themselves.
     *
     * @return those that were ended
     * @throws PgwrightException if the role may not
     */
    synchronized List<Blocker> endBlockers(int worker) {
        return Activity.endBlockers(session, worker);
    }

    /** What somebody asked the run for. */
    synchronized Optional<Run.Request> requested(long run) {
        return new Account(session, schema).requested(run);
    }

    @Override
    public synchronized void close() {
        session.close();
    }
}
