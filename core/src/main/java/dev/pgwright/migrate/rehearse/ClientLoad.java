package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.workload.KnownQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that use a database all the while: each runs {@link RowQueries} of its own rows and the
 * {@link WorkloadQueries}, one after the other, and remembers how long it waited. They say the old names until the step that
 * awaits a deployment, and the new ones from where they are there.
 */
final class ClientLoad implements AutoCloseable {
    private static final long PAUSE_MILLIS = 2;

    private final Postgres server;
    private final String database;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Usage> usages = new ArrayList<>();
    private final AtomicIntegerArray seen;
    private volatile int deployment = 1;
    private int notRun;
    private volatile boolean stopped;

    private ClientLoad(Postgres server, String database, int clients) {
        this.server = server;
        this.database = database;
        this.seen = new AtomicIntegerArray(clients);
    }

    /**
     * What a client met.
     *
     * @param begun by {@link System#nanoTime}
     * @param ended by the same clock
     * @param error what the server said against it; null when it worked
     */
    record Answer(long begun, long ended, @Nullable String error) {}

    /**
     * Starts clients on the tables of a schema that have a primary key.
     *
     * @param workload queries that clients are known to run; they are half of what is run then
     * @param ended tables, columns and primary keys that no code uses any more, as {@code public.orders.note}
     * @param code how code says what gets other names
     */
    static ClientLoad start(
            Postgres server,
            String database,
            Catalog catalog,
            List<KnownQuery> workload,
            Set<String> ended,
            RenamedCode code,
            int clients)
            throws SQLException {
        List<List<ClientQuery>> rows = new ArrayList<>();
        List<ClientQuery> known;
        ClientLoad load = new ClientLoad(server, database, clients);
        try (Session session = Session.of(server.connect(database))) {
            for (Table table : catalog.tables()) {
                if (table.partitionOf() == null) {
                    rows.addAll(RowQueries.of(session, table, catalog, ended, code));
                }
            }
            WorkloadQueries queries = WorkloadQueries.of(session, catalog, workload, code);
            known = queries.runnable();
            load.usages.addAll(queries.usages());
            load.notRun = queries.notRun();
        }
        rows.stream().map(row -> row.get(0).usage()).distinct().forEach(load.usages::add);
        // a row is one client's: two that delete it and insert it again would refuse each other
        int busy = known.isEmpty() ? Math.min(clients, rows.size()) : clients;
        for (int i = 0; i < busy; i++) {
            Random random = new Random(i);
            int number = i;
            List<ClientQuery> own = IntStream.range(0, rows.size())
                    .filter(row -> row % clients == number)
                    .mapToObj(rows::get)
                    .flatMap(List::stream)
                    .toList();
            Thread client = new Thread(() -> load.run(number, random, own, known), "client " + (i + 1));
            client.setDaemon(true);
            load.clients.add(client);
            client.start();
        }
        return load;
    }

    private void run(int number, Random random, List<ClientQuery> own, List<ClientQuery> known) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            while (!stopped) {
                seen.set(number, deployment);
                boolean chooseOwn = known.isEmpty() || (!own.isEmpty() && random.nextBoolean());
                List<ClientQuery> choice = chooseOwn ? own : known;
                String sql = choice.get(random.nextInt(choice.size())).now(random);
                if (sql == null) {
                    Thread.sleep(PAUSE_MILLIS);
                    continue;
                }
                long begun = System.nanoTime();
                @Nullable String error = null;
                try {
                    if (statement.execute(sql)) {
                        try (ResultSet rows = statement.getResultSet()) {
                            while (rows.next()) {
                                // read to the end, as a client does
                            }
                        }
                    }
                } catch (SQLException e) {
                    error = String.valueOf(e.getMessage());
                    rollback(statement);
                }
                answers.add(new Answer(begun, System.nanoTime(), error));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            long now = System.nanoTime();
            answers.add(new Answer(now, now, "a client was thrown out: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Out of the transaction of several statements, where one of those has failed. */
    private static void rollback(Statement statement) throws SQLException {
        statement.execute("rollback");
    }

    /** Before a step that awaits it, the code is deployed that says the new names, and no client runs the old one any more. */
    void deploy() {
        usages.forEach(Usage::deployed);
        int now = deployment + 1;
        deployment = now;
        for (int i = 0; i < clients.size(); i++) {
            while (clients.get(i).isAlive() && seen.get(i) < now) {
                PlanRehearsal.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Queries of the workload that no client runs, though the server understands them. */
    int notRun() {
        return notRun;
    }

    /** Looks what code can say behind a step; why some could say nothing, a line each. */
    List<String> behind(PlanStep step, Connection connection) throws SQLException {
        List<String> outages = new ArrayList<>();
        for (Usage usage : usages) {
            usage.behind(step, connection).ifPresent(outages::add);
        }
        return outages;
    }

    /** Whether there is anything that clients can do. */
    boolean isBusy() {
        return !clients.isEmpty();
    }

    /** All answers so far. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Lets every client end its query and waits for it. */
    @Override
    public void close() {
        stopped = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
