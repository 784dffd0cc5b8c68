import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.DataProfile;
import dev.pgwright.data.DatabaseFill;
import dev.pgwright.data.TableProfiles;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Purpose;
import dev.pgwright.server.Session;
import dev.pgwright.workload.DatabaseFacts;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/**
 * Rows of a table with a key, a reference and columns of common types: made up and sent by the fill, and sent from a file in
 * COPY's binary format by one connection and by one per core. Argument: rows. Three rounds in turn.
 */
class DataFills {
    private static final String SCHEMA = """
            create table customers (id bigint primary key, name text not null);
            create table orders (
                id bigint primary key,
                customer_id bigint not null references customers,
                state text not null check (state in ('open', 'paid', 'sent', 'over')),
                total numeric(12, 2) not null,
                ordered_at timestamptz not null,
                token uuid not null,
                paid boolean not null,
                note text)""";

    private static final String DATABASE = "bench";
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int ROUNDS = 3;
    private static final DatabaseFill.Listener NOBODY = new DatabaseFill.Listener() {
        @Override
        public void table(QualifiedName table) {}

        @Override
        public void rows(long done, long all) {}
    };

    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[0]);
        Path folder = Files.createTempDirectory("pgwright-bench");
        try (PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.forPurpose(Purpose.REALISTIC))) {
            server.createDatabase(DATABASE, "template0");
            try (Session session = Session.of(server.connect(DATABASE))) {
                session.execute(SCHEMA);
                fill(server, session, rows);
                List<Path> parts = new ArrayList<>();
                for (int i = 0; i < CORES; i++) {
                    parts.add(folder.resolve("part" + i));
                    save(session, i, parts.get(i));
                }
                for (int round = 0; round < ROUNDS; round++) {
                    print("the fill, " + CORES + " connections", rows, parts, fill(server, session, rows));
                    print("COPY, one connection", rows, parts, copy(server, session, parts, 1));
                    print("COPY, " + CORES + " connections", rows, parts, copy(server, session, parts, CORES));
                }
                for (Path part : parts) {
                    Files.delete(part);
                }
            }
        }
        Files.delete(folder);
    }

    /** Seconds for the orders. */
    private static double fill(PostgresServer server, Session session, long rows) {
        empty(session, "orders, customers");
        Catalog catalog = CatalogReader.read(session);
        List<Table> tables = catalog.tables();
        DataProfile profile = TableProfiles.of(
                catalog, tables, DatabaseFacts.NONE, table -> table.name().equals("orders") ? rows : rows / 20);
        return DatabaseFill.fill(server, DATABASE, profile, CORES, NOBODY, () -> false).filled().stream()
                .filter(table -> table.table().name().equals("orders"))
                .mapToDouble(DatabaseFill.Filled::seconds)
                .sum();
    }

    private static void empty(Session session, String tables) {
        session.execute("TRUNCATE " + tables);
        session.execute("CHECKPOINT");
    }

    private static void save(Session session, int part, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            session.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT * FROM orders WHERE hashint8(id) & 1048575 >= "
                                    + (1048576L * part / CORES) + " AND hashint8(id) & 1048575 < "
                                    + (1048576L * (part + 1) / CORES) + " ORDER BY ctid) TO STDOUT (FORMAT binary)",
                            out);
        }
    }

    private static double copy(PostgresServer server, Session session, List<Path> parts, int connections)
            throws Exception {
        empty(session, "orders");
        ExecutorService workers = Executors.newFixedThreadPool(connections);
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            sessions.add(Session.of(server.connect(DATABASE)));
            sessions.get(i).execute("SET session_replication_role = 'replica'");
        }
        long begun = System.nanoTime();
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Path part = parts.get(i);
            Session own = sessions.get(i % connections);
            running.add(workers.submit(() -> send(own, part)));
        }
        for (Future<Long> each : running) {
            each.get();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        workers.shutdown();
        sessions.forEach(Session::close);
        return seconds;
    }

    private static long send(Session session, Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return session.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY orders FROM STDIN (FORMAT binary)", in, 1 << 16);
        }
    }

    private static void print(String what, long rows, List<Path> parts, double seconds) throws Exception {
        long bytes = 0;
        for (Path part : parts) {
            bytes += Files.size(part);
        }
        System.out.printf(
                Locale.ROOT, "%-24s %,9.0f rows/s  %5.1f MB/s%n", what, rows / seconds, bytes / 1e6 / seconds);
    }
}
