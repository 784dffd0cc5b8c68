package dev.pgwright.data;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Fills the tables of a database over several connections, those that others refer to first. The parts of a table are
 * committed when all of them are there, so that a table has all its rows or none, unless the program or the server ends in the
 * moment between two of these commits.
 */
public final class DatabaseFill implements AutoCloseable {
    /** Fewer rows than this are not worth a connection of their own. */
    private static final long PART = 20_000;

    private static final double NANOS = 1e9;

    private final Postgres server;
    private final String database;
    private final int connections;
    private final List<Session> sessions = new ArrayList<>();
    private final ExecutorService workers;
    private final Listener listener;
    private final BooleanSupplier stop;
    private final AtomicLong sent = new AtomicLong();

    private DatabaseFill(Postgres server, String database, int connections, Listener listener, BooleanSupplier stop) {
        this.database = database;
        this.listener = listener;
        this.stop = stop;
        this.server = server;
        this.connections = connections;
        this.workers = Executors.newFixedThreadPool(connections);
    }

    /** Hears how a fill advances. */
    public interface Listener {
        /** A table is at hand. */
        void table(QualifiedName table);

        /** So many rows of all have been sent; called by several threads. */
        void rows(long done, long all);
    }

    /**
     * What came of a table.
     *
     * @param bytes as they were sent
     * @param seconds from the first byte to the end of the transaction
     */
    public record Filled(QualifiedName table, long rows, long bytes, double seconds) {}

    /** What came of a fill. */
    public record Result(List<Filled> filled, List<LeftOut> leftOut) {
        public Result {
            filled = List.copyOf(filled);
            leftOut = List.copyOf(leftOut);
        }

        public long rows() {
            return filled.stream().mapToLong(Filled::rows).sum();
        }
    }

    /**
     * Adds the rows to tables that are empty.
     *
     * @param connections how many are used for a large table
     * @param stop whether to stop; asked often, by several threads
     * @throws PgwrightException with {@code SERVER} if foreign keys and triggers cannot be switched off or the server is
     *     lost; with {@code STOPPED} if it was told to stop, with what is there by then
     */
    public static Result fill(
            Postgres server,
            String database,
            DataProfile profile,
            int connections,
            Listener listener,
            BooleanSupplier stop) {
        try (DatabaseFill fill = new DatabaseFill(server, database, connections, listener, stop)) {
            return fill.run(profile);
        }
    }

    private Result run(DataProfile profile) {
        Session first = session(0);
        Preparation preparation = new Preparation(first, profile);
        preparation.run();
        long all =
                profile.tables().values().stream().mapToLong(TableProfile::rows).sum();
        List<Filled> filled = new ArrayList<>();
        for (TableSources table : preparation.inOrder()) {
            if (preparation.isLeftOut(table) || table.numbers().rows() == 0) {
                continue;
            }
            QualifiedName name = table.table().name();
            if (stop.getAsBoolean()) {
                throw stopped(filled);
            }
            listener.table(name);
            try {
                filled.add(fill(table, all));
                DataFill.advance(first, table);
            } catch (PgwrightException e) {
                if (e.code() == ErrorCode.STOPPED) {
                    throw stopped(filled);
                }
                preparation.leaveOut(table, e);
                takeBack(filled, preparation);
            }
        }
        return new Result(filled, preparation.leftOut());
    }

    private void takeBack(List<Filled> filled, Preparation preparation) {
        Optional<QualifiedName> dangling = preparation.dangling(names(filled));
        while (dangling.isPresent()) {
            QualifiedName name = dangling.get();
            sessions.get(0).execute("DELETE FROM " + Sql.name(name));
            filled.removeIf(each -> each.table().equals(name));
            dangling = preparation.dangling(names(filled));
        }
    }

    private static List<QualifiedName> names(List<Filled> filled) {
        return filled.stream().map(Filled::table).toList();
    }

    /** A connection with foreign keys and triggers switched off; made when it is needed. */
    private Session session(int number) {
        while (sessions.size() <= number) {
            Session session = Session.of(server.connect(database));
            sessions.add(session);
            switchOff(session);
        }
        return sessions.get(number);
    }

    private void switchOff(Session session) {
        session.attempt("SET session_replication_role = 'replica'").failure().ifPresent(failure -> {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(server.uri(database)),
                    "foreign keys and triggers cannot be switched off while rows are filled in: " + failure.message(),
                    "connect as a superuser, or since version 15: GRANT SET ON PARAMETER session_replication_role");
        });
    }

    private static PgwrightException stopped(List<Filled> filled) {
        return new PgwrightException(
                ErrorCode.STOPPED,
                Place.UNKNOWN,
                filled.isEmpty()
                        ? "stopped; no table has got any rows"
                        : "stopped; " + Count.of(filled.size(), "table")
                                + " got all rows, the others none. The last one was "
                                + filled.get(filled.size() - 1).table(),
                filled.isEmpty() ? null : "the same command with --beside-rows goes on with those that are empty");
    }

    private Filled fill(TableSources table, long all) {
        long rows = table.numbers().rows();
        int parts = (int) Math.max(1, Math.min(connections, rows / PART));
        long begun = System.nanoTime();
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            Session session = session(i);
            long from = rows * i / parts;
            long to = rows * (i + 1) / parts;
            running.add(workers.submit(() -> part(session, table, from, to, failed, all)));
        }
        long bytes = 0;
        PgwrightException failure = null;
        for (Future<Long> part : running) {
            try {
                bytes += result(part);
            } catch (PgwrightException e) {
                // a part that stops since another one failed says nothing
                failure = failure == null || failure.code() == ErrorCode.STOPPED ? e : failure;
            }
        }
        for (Session session : sessions.subList(0, parts)) {
            session.execute(failure == null ? "COMMIT" : "ROLLBACK");
        }
        if (failure != null) {
            throw failure;
        }
        return new Filled(table.table().name(), rows, bytes, (System.nanoTime() - begun) / NANOS);
    }

    private long part(Session session, TableSources table, long from, long to, AtomicBoolean failed, long all) {
        session.execute("BEGIN");
        try {
            return Copy.rows(session, Sql.name(table.table().name()), table, row -> row, from, to, more -> {
                listener.rows(sent.addAndGet(more), all);
                return !failed.get() && !stop.getAsBoolean();
            });
        } catch (PgwrightException e) {
            failed.set(true);
            throw e;
        }
    }

    private static long result(Future<Long> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PgwrightException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgwrightException(ErrorCode.STOPPED, Place.UNKNOWN, "stopped", null, e);
        }
    }

    @Override
    public void close() {
        workers.shutdown();
        sessions.forEach(Session::close);
    }
}
