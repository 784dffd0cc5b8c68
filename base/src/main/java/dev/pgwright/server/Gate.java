package dev.pgwright.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A transaction that holds a table, with a snapshot and, as every reader has, locks on the table's indexes and
 * partitions: statements that need everybody's old view gone wait for it.
 */
final class Gate implements AutoCloseable {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    private final Connection session;
    private final int backend;
    private @Nullable Future<Boolean> queued;

    private Gate(Connection session) throws SQLException {
        this.session = session;
        this.backend = LockTrace.backend(session);
    }

    /** Begins the transaction with a snapshot; nothing is locked yet. */
    static Gate prepare(Postgres server, String database) throws SQLException {
        Connection session = server.connect(database);
        boolean ready = false;
        try {
            session.setAutoCommit(false);
            session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Gate gate = new Gate(session);
            ready = true;
            return gate;
        } finally {
            if (!ready) {
                session.close();
            }
        }
    }

    int backend() {
        return backend;
    }

    /** Locks the table; false if that is not possible within the time, after which the gate is of no more use. */
    boolean lock(String table, LockMode mode, long milliseconds) throws SQLException {
        try (Statement sql = session.createStatement()) {
            sql.execute("set local lock_timeout = " + milliseconds);
            sql.execute("lock table only " + table + " in " + mode.sql() + " mode");
            sql.execute("explain select 1 from " + table);
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || QUERY_CANCELED.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Locks the partitions and other children of the table as readers do, but not the table itself. */
    void readChildren(String table) throws SQLException {
        List<String> children = new ArrayList<>();
        try (PreparedStatement sql = session.prepareStatement(
                "select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass order by inhrelid")) {
            sql.setString(1, table);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    children.add(row.getString(1));
                }
            }
        }
        // a snapshot would hold up more than a reader's lock does
        release();
        try (Statement sql = session.createStatement()) {
            for (String child : children) {
                sql.execute("lock table only " + child + " in access share mode");
            }
        }
    }

    /** Ends the transaction. */
    void release() throws SQLException {
        session.rollback();
    }

    /** Begins to lock the table in another thread. */
    Future<Boolean> queue(ExecutorService threads, String table, LockMode mode, long milliseconds) {
        Future<Boolean> locking = threads.submit(() -> lock(table, mode, milliseconds));
        queued = locking;
        return locking;
    }

    /** Ends the transaction, also one that still waits for its lock. */
    @Override
    public void close() throws SQLException {
        Future<Boolean> locking = queued;
        try {
            if (locking != null && !locking.isDone()) {
                session.unwrap(PGConnection.class).cancelQuery();
                locking.get();
            }
            session.rollback();
        } catch (ExecutionException e) {
            throw new SQLException("a gate could not be closed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Programs.interrupted(e);
        } finally {
            session.close();
        }
    }
}
