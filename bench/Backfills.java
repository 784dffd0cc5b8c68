import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.migrate.apply.ApplyListener;
import dev.pgwright.migrate.apply.ApplyOptions;
import dev.pgwright.migrate.apply.Filling;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.migrate.apply.Unit;
import dev.pgwright.migrate.plan.MigrationPlan.Side;
import dev.pgwright.migrate.plan.PlanFile;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Purpose;
import dev.pgwright.server.ServerVersion;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.workload.DatabaseFacts;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An UPDATE of all rows of a table under clients that read and update rows of it: as one statement, in batches of 1,000, and
 * as the runner does it. Arguments: rows, clients. Prints rows per second and what the clients felt.
 */
class Backfills {
    private static final String SCHEMA = "create table readings (id bigint primary key, value int, note text);";
    private static final String UPDATE = "update readings set value = value + 1";

    private static final String DATABASE = "bench";

    private interface Work {
        void run(PostgresServer server, Session session, int rows) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        int clients = Integer.parseInt(arguments[1]);
        try (PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.forPurpose(Purpose.REALISTIC))) {
            server.createDatabase(DATABASE, "template0");
            measure(server, "nothing for 15 s", rows, clients, (s, session, n) -> Thread.sleep(15_000));
            measure(server, "one UPDATE", rows, clients, (s, session, n) -> session.execute(UPDATE));
            measure(server, "batches of 1,000", rows, clients, (s, session, n) -> {
                for (int from = 0; from < n; from += 1000) {
                    session.execute(UPDATE + " where id > " + from + " and id <= " + (from + 1000));
                }
            });
            measure(server, "the runner", rows, clients, (s, session, n) -> runner(s));
        }
    }

    private static void runner(PostgresServer server) {
        Catalog catalog = ExecutedSource.load(server, List.of(SourceFile.of("schema.sql", SCHEMA)));
        Side side = new Side("readings", PlanFile.fingerprint(catalog));
        Planner.Request request = new Planner.Request(
                "backfill",
                side,
                catalog,
                List.of(),
                List.of(),
                side,
                catalog,
                server.version().major(),
                SourceFile.of("update.sql", UPDATE + ";"),
                false,
                true,
                DatabaseFacts.NONE);
        PlanFolder folder = new PlanFolder(Planner.plan(request), catalog, catalog);
        ApplyListener listener = new ApplyListener() {
            private int batches;

            @Override
            public void filling(Unit unit, Filling filling) {
                if (++batches % 20 == 0) {
                    System.out.println("    " + filling);
                }
            }
        };
        Postgres target = new Postgres() {
            @Override
            public ServerVersion version() {
                return server.version();
            }

            @Override
            public String database() {
                return DATABASE;
            }

            @Override
            public Connection connect(String name) {
                return server.connect(name);
            }

            @Override
            public String uri(String name) {
                return server.uri(name);
            }
        };
        new Migrator(target, folder, ApplyOptions.DEFAULT.withDeployed(ApplyOptions.ALL), listener, () -> false).apply();
    }

    private static void measure(PostgresServer server, String name, int rows, int clients, Work work)
            throws Exception {
        try (Session session = Session.of(server.connect(DATABASE))) {
            session.execute("drop table if exists readings");
            session.execute(SCHEMA);
            session.execute("insert into readings select n, n % 1000, 'note of reading ' || n from generate_series(1, "
                    + rows + ") n");
            session.execute("vacuum analyze readings");
            session.execute("checkpoint");
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger failed = new AtomicInteger();
            List<List<Long>> times = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                List<Long> own = new ArrayList<>();
                times.add(own);
                int number = i;
                Thread thread = new Thread(() -> client(server, number, rows, over, failed, own));
                thread.start();
                threads.add(thread);
            }
            Thread.sleep(2_000);
            long began = System.nanoTime();
            work.run(server, session, rows);
            double seconds = (System.nanoTime() - began) / 1e9;
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            long[] all = times.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %7.1f s %,10.0f rows/s; clients: %,d queries, %d failed, median %.1f ms, p99 %.1f ms, longest"
                            + " %.0f ms%n",
                    name,
                    seconds,
                    rows / seconds,
                    all.length,
                    failed.get(),
                    all[all.length / 2] / 1e6,
                    all[(int) (all.length * 0.99)] / 1e6,
                    all[all.length - 1] / 1e6);
        }
    }

    private static void client(
            PostgresServer server, int number, int rows, AtomicBoolean over, AtomicInteger failed, List<Long> own) {
        Random random = new Random(number);
        try (Session session = Session.of(server.connect(DATABASE))) {
            for (int i = 0; !over.get(); i++) {
                int id = 1 + random.nextInt(rows);
                String sql = i % 2 == 0
                        ? "select note from readings where id = " + id
                        : "update readings set note = 'changed ' || id where id = " + id;
                long began = System.nanoTime();
                if (!session.attempt(sql).worked()) {
                    failed.incrementAndGet();
                }
                own.add(System.nanoTime() - began);
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
