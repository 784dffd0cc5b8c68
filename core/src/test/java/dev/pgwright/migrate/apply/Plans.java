package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.PlanLaw;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.migrate.rehearse.ConversionCheck;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.ServerVersion;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.DatabaseFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Plans to apply, and databases as a run sees them. */
public final class Plans {
    static final String SHOP = """
            create table customers (id bigint generated always as identity primary key, email text, name varchar(80));
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null,
                state text,
                total numeric(12, 2));
            create index orders_state on orders (state);
            """;

    /** Rows that fit both schemas. */
    static final String ROWS = """
            insert into customers (email, name)
            select 'c' || n || '@example.org', 'customer ' || n from generate_series(1, 500) n;
            insert into orders (customer_id, state, total)
            select n % 500 + 1, case n % 3 when 0 then 'open' else 'paid' end, n from generate_series(1, 5000) n;
            """;

    /** Reaches every kind of step: transactions, indexes built and dropped outside of any, keys, checks. */
    static final String NEW_SHOP = """
            create table customers (
                id bigint generated always as identity primary key,
                email text not null unique,
                name varchar(120));
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers,
                status text check (status <> ''),
                total numeric(12, 2),
                made_at timestamptz not null default now());
            create index orders_status on orders (status, made_at);
            create table lines (order_id bigint references orders, n int, primary key (order_id, n));
            create view open_orders as select * from orders where status = 'open';
            """;

    private Plans() {}

    static PlanFolder shop(PostgresServer server) {
        return folder(server, SHOP, NEW_SHOP);
    }

    static PlanFolder folder(PostgresServer server, String before, String after) {
        Catalog from = PlanLaw.catalog(server, before);
        Catalog to = PlanLaw.catalog(server, after);
        MigrationPlan plan = Planner.plan(PlanLaw.request(server, from, to, DatabaseFacts.NONE));
        return new PlanFolder(plan, from, to);
    }

    /** With columns that get their new names in phases. */
    static PlanFolder withRenamesInPhases(PostgresServer server, String before, String after) {
        Catalog from = PlanLaw.catalog(server, before);
        Catalog to = PlanLaw.catalog(server, after);
        return new PlanFolder(
                Planner.plan(PlanLaw.requestWithRenamesInPhases(server, from, to, DatabaseFacts.NONE)), from, to);
    }

    /** With values that become others as a user says it, or as PostgreSQL knows it. */
    static PlanFolder withConversions(PostgresServer server, String before, String after, ConversionCheck.Said said) {
        Catalog from = PlanLaw.catalog(server, before);
        Catalog to = PlanLaw.catalog(server, after);
        return new PlanFolder(Planner.plan(PlanLaw.requestWithConversions(server, from, to, said, Set.of())), from, to);
    }

    /** The plan of a script. */
    public static PlanFolder script(PostgresServer server, String before, String sql) {
        Catalog from = PlanLaw.catalog(server, before);
        Catalog to = PlanLaw.catalog(server, before + sql);
        Planner.Request request = PlanLaw.request(server, from, to, DatabaseFacts.NONE);
        MigrationPlan plan = Planner.plan(new Planner.Request(
                "script",
                request.fromSide(),
                from,
                List.of(),
                List.of(),
                request.toSide(),
                to,
                request.version(),
                SourceFile.of("change.sql", sql),
                false,
                true,
                request.facts()));
        return new PlanFolder(plan, from, to);
    }

    /** All that the way back of a plan loses. */
    static Set<String> lost(PlanFolder folder) {
        return folder.plan().steps().stream()
                .flatMap(step -> step.backLoses().stream())
                .map(Loss::object)
                .collect(Collectors.toSet());
    }

    /** The one value that a query gives. */
    static String value(TestDatabase database, String sql) {
        try (Session session = Session.of(database.connect())) {
            return session.rows(sql).single();
        }
    }

    /** A database as the target of a run. */
    static Postgres target(TestDatabase database) {
        return target(database, connection -> connection);
    }

    /** The same with sessions that something is done to when they begin. */
    static Postgres target(TestDatabase database, UnaryOperator<Connection> change) {
        PostgresServer server = database.server();
        return new Postgres() {
            @Override
            public ServerVersion version() {
                return server.version();
            }

            @Override
            public String database() {
                return database.name();
            }

            @Override
            public Connection connect(String name) {
                return change.apply(server.connect(name));
            }

            @Override
            public String uri(String name) {
                return server.uri(name);
            }
        };
    }

    /** The sessions that a run opens, to be ended by force. */
    static final class Sessions {
        private final TestDatabase database;
        private final List<Integer> pids = new CopyOnWriteArrayList<>();

        Sessions(TestDatabase database) {
            this.database = database;
        }

        Postgres target() {
            return Plans.target(database, connection -> {
                try {
                    pids.add(connection.unwrap(PGConnection.class).getBackendPID());
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
                return connection;
            });
        }

        /** Kills one of their server processes, after which PostgreSQL ends all others and recovers from its log. */
        void crash() {
            // the newest that is there: what watched a backfill has gone with it
            ProcessHandle backend = pids.stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertThat(backend.destroyForcibly()).isTrue();
            backend.onExit().join();
            pids.clear();
        }

        /** Ends them all, and returns when the server has. */
        void end() {
            try (Session session = Session.of(database.connect())) {
                for (int pid : pids) {
                    session.rows("SELECT pg_terminate_backend(?::int, 5000)", String.valueOf(pid));
                }
            }
            pids.clear();
        }
    }
}
