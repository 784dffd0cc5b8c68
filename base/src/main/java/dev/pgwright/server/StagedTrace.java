package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.LockTrace.HeldLock;
import dev.pgwright.server.LockTrace.Relation;
import dev.pgwright.server.StatementTrace.ServerError;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Traces a statement that commits several times while it runs. Such statements wait for transactions that may still see
 * the old state; overlapping transactions of ours, each with a lock as a writer's and a snapshot, make it wait at every
 * one of its stages, where its locks can be read at leisure. Sampling without this finds only some of them.
 */
final class StagedTrace {
    /** REINDEX CONCURRENTLY of one index has five; whatever has more than these goes on unobserved. */
    private static final int MOST_STAGES = 24;

    private static final long LIMIT_SECONDS = 60;
    /** How long a gate may wait for its lock, in ms. */
    private static final long PATIENCE = 10_000;

    private final Postgres server;
    private final String database;
    private final String table;
    private final String statement;

    StagedTrace(Postgres server, String database, String table, String statement) {
        this.server = server;
        this.database = database;
        this.table = table;
        this.statement = statement;
    }

    StatementTrace run() throws SQLException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "pgwright-staged-trace");
            thread.setDaemon(true);
            return thread;
        });
        Deque<Gate> gates = new ArrayDeque<>();
        try (Connection traced = server.connect(database);
                Connection observer = server.connect(database);
                Statement sql = traced.createStatement();
                Gate readers = Gate.prepare(server, database)) {
            // DETACH PARTITION CONCURRENTLY locks the partition after it has waited for everybody at the parent
            readers.readChildren(table);
            int backend = LockTrace.backend(traced);
            Map<Long, Relation> before = LockTrace.relations(observer);
            Set<HeldLock> seen = new LinkedHashSet<>();
            // nothing passes the first gate, so even a statement that would not wait shows what it asks for
            gates.add(Gate.prepare(server, database));
            if (!gates.getFirst().lock(table, LockMode.ACCESS_EXCLUSIVE, PATIENCE)) {
                throw new TimeoutException("somebody else holds the table");
            }
            long begun = System.nanoTime();
            Future<Optional<ServerError>> running =
                    threads.submit(() -> Optional.ofNullable(LockTrace.run(sql, statement)));
            if (awaitPause(observer, backend, running)) {
                seen.addAll(LockTrace.locks(observer, backend));
                passFirstGate(threads, observer, backend, running, gates, seen);
            }
            String last = "";
            for (int stage = 0; awaitPause(observer, backend, running); stage++) {
                seen.addAll(LockTrace.locks(observer, backend));
                String pause = pause(observer, backend);
                if (pause.startsWith("relation") || pause.equals(last)) {
                    readers.release();
                }
                last = pause;
                if (stage < MOST_STAGES) {
                    addWriter(gates);
                }
                closeOldest(gates);
                awaitProgress(observer, backend, pause, running);
            }
            Optional<ServerError> error = running.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            List<String> rewritten = LockTrace.rewritten(before, LockTrace.relations(observer));
            return new StatementTrace(
                    statement, LockTrace.named(seen, before), rewritten, List.of(), duration, error.orElse(null));
        } catch (InterruptedException e) {
            throw Programs.interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(table),
                    "the statement could not be traced: " + e.getMessage(),
                    "is somebody else using the table?",
                    e);
        } finally {
            while (!gates.isEmpty()) {
                closeOldest(gates);
            }
            threads.shutdownNow();
        }
    }

    /**
     * Lets the statement pass to the next thing it waits for. Behind it in the queue for the table stand a writer, for
     * which it will wait if it waits for old transactions, and another exclusive gate, for which it waits if its first
     * lock was only a glance at the table.
     */
    private void passFirstGate(
            ExecutorService threads,
            Connection observer,
            int backend,
            Future<?> running,
            Deque<Gate> gates,
            Set<HeldLock> seen)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        String pause = pause(observer, backend);
        Gate writer = Gate.prepare(server, database);
        gates.add(writer);
        Future<Boolean> writes = writer.queue(threads, table, LockMode.ROW_EXCLUSIVE, PATIENCE);
        awaitPause(observer, writer.backend(), writes);
        try (Gate second = Gate.prepare(server, database)) {
            Future<Boolean> excludes = second.queue(threads, table, LockMode.ACCESS_EXCLUSIVE, PATIENCE);
            awaitPause(observer, second.backend(), excludes);
            closeOldest(gates);
            awaitProgress(observer, backend, pause, running);
            if (awaitPause(observer, backend, running)) {
                seen.addAll(LockTrace.locks(observer, backend));
            }
        }
    }

    private void addWriter(Deque<Gate> gates) throws SQLException {
        Gate writer = Gate.prepare(server, database);
        // where the statement waits for a lock that conflicts, the gates there are suffice
        if (writer.lock(table, LockMode.ROW_EXCLUSIVE, 50)) {
            gates.add(writer);
        } else {
            writer.close();
        }
    }

    private static void closeOldest(Deque<Gate> gates) throws SQLException {
        Gate oldest = gates.poll();
        if (oldest != null) {
            oldest.close();
        }
    }

    /** Waits until the statement waits for a lock (true) or has ended (false). */
    private static boolean awaitPause(Connection observer, int backend, Future<?> running)
            throws SQLException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
        while (!running.isDone()) {
            if (!pause(observer, backend).isEmpty()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no end after " + LIMIT_SECONDS + " s");
            }
            sleep(1);
        }
        return false;
    }

    /** Waits until the statement has left this pause; not for long, since another gate may hold it there too. */
    private static void awaitProgress(Connection observer, int backend, String pause, Future<?> running)
            throws SQLException, InterruptedException {
        for (int wait = 0;
                wait < 100 && !running.isDone() && pause(observer, backend).equals(pause);
                wait++) {
            sleep(1);
        }
    }

    /** What the statement waits for; empty when it does not. */
    private static String pause(Connection observer, int backend) throws SQLException {
        try (PreparedStatement sql = observer.prepareStatement(
                "select locktype || ' ' || coalesce(virtualxid, relation::text, transactionid::text, '') || ' ' || mode"
                        + " from pg_locks where pid = ? and not granted")) {
            sql.setInt(1, backend);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private static void sleep(long milliseconds) throws InterruptedException {
        Thread.sleep(milliseconds);
    }
}
