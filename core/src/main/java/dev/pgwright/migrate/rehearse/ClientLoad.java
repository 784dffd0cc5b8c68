package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Clients that use a database all the while: each reads a row by its primary key, or writes it as it is, one after the
 * other, and remembers how long it waited. They say what the code of the first schema says.
 */
final class ClientLoad implements AutoCloseable {
    private static final int KEYS = 500;
    private static final int SHARE_OF_WRITES = 4;
    private static final long PAUSE_MILLIS = 2;

    private final PostgresServer server;
    private final String database;
    private final List<String> statements;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private ClientLoad(PostgresServer server, String database, List<String> statements) {
        this.server = server;
        this.database = database;
        this.statements = statements;
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
     * @param ended tables and columns that no code uses any more, as {@code public.orders.note}
     */
    static ClientLoad start(PostgresServer server, String database, Catalog catalog, Set<String> ended, int clients)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Session session = Session.of(server.connect(database))) {
            for (Table table : catalog.tables()) {
                if (table.partitionOf() == null
                        && table.primaryKey().isPresent()
                        && !ended.contains(table.name().toString())) {
                    statements.addAll(of(session, table, table.primaryKey().get(), ended));
                }
            }
        }
        ClientLoad load = new ClientLoad(server, database, statements);
        for (int i = 0; i < clients && !statements.isEmpty(); i++) {
            Random random = new Random(i);
            Thread client = new Thread(() -> load.run(random), "client " + (i + 1));
            client.setDaemon(true);
            load.clients.add(client);
            client.start();
        }
        return load;
    }

    private static List<String> of(Session session, Table table, Constraint.PrimaryKey key, Set<String> ended) {
        if (key.columns().stream().anyMatch(column -> ended.contains(table.name() + "." + column))) {
            return List.of();
        }
        String name =
                Identifiers.quoteIdentifier(table.name().schema(), table.name().name());
        List<String> columns = key.columns().stream()
                .map(column -> Identifiers.quoteIdentifier(column))
                .toList();
        String literals =
                columns.stream().map(column -> "quote_literal(" + column + ")").collect(Collectors.joining(", "));
        Rows keys = session.rows("select " + literals + " from " + name + " order by random() limit " + KEYS);
        String written = table.columns().stream()
                .filter(column -> column.generated() == null && column.identity() == null)
                .filter(column -> !ended.contains(table.name() + "." + column.name()))
                .map(column -> Identifiers.quoteIdentifier(column.name()))
                .filter(column -> !columns.contains(column))
                .findFirst()
                .orElse("");
        List<String> statements = new ArrayList<>();
        for (List<@Nullable String> values : keys.values()) {
            List<String> equal = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                equal.add(columns.get(i) + " = " + values.get(i));
            }
            String where = " where " + String.join(" and ", equal);
            String read = "select * from " + name + where;
            String write = written.isEmpty() ? read : "update " + name + " set " + written + " = " + written + where;
            statements.add(statements.size() % SHARE_OF_WRITES == 0 ? write : read);
        }
        return statements;
    }

    private void run(Random random) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            while (!stopped) {
                String sql = statements.get(random.nextInt(statements.size()));
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
