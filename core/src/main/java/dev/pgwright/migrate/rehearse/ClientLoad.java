package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that use a database all the while: each runs {@link RowQueries} of its own rows and the
 * {@link WorkloadQueries}, one after the other, and remembers how long it waited. They say what the code of the first schema says.
 */
final class ClientLoad implements AutoCloseable {
    private static final long PAUSE_MILLIS = 2;

    private final Postgres server;
    private final String database;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private ClientLoad(Postgres server, String database) {
        this.server = server;
        this.database = database;
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
     */
    static ClientLoad start(
            Postgres server,
            String database,
            Catalog catalog,
            List<KnownQuery> workload,
            Set<String> ended,
            int clients)
            throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        List<String> known;
        try (Session session = Session.of(server.connect(database))) {
            for (Table table : catalog.tables()) {
                if (table.partitionOf() == null) {
                    rows.addAll(RowQueries.of(session, table, catalog, ended));
                }
            }
            known = WorkloadQueries.of(session, catalog, workload, ended);
        }
        ClientLoad load = new ClientLoad(server, database);
        // a row is one client's: two that delete it and insert it again would refuse each other
        for (int i = 0; i < Math.min(clients, rows.size()); i++) {
            Random random = new Random(i);
            int number = i;
            List<String> own = IntStream.range(0, rows.size())
                    .filter(row -> row % clients == number)
                    .mapToObj(rows::get)
                    .flatMap(List::stream)
                    .toList();
            Thread client = new Thread(() -> load.run(random, own, known), "client " + (i + 1));
            client.setDaemon(true);
            load.clients.add(client);
            client.start();
        }
        return load;
    }

    private void run(Random random, List<String> own, List<String> known) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            while (!stopped) {
                List<String> choice = known.isEmpty() || random.nextBoolean() ? own : known;
                String sql = choice.get(random.nextInt(choice.size()));
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
