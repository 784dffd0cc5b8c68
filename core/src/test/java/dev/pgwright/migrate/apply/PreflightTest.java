package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What would not end well is refused before anything changes, with the way out. */
class PreflightTest {
    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(Plans.SHOP);

    private static PlanFolder folder() {
        return Plans.folder(
                POSTGRES.server(),
                Plans.SHOP,
                Plans.SHOP + "create index orders_total on orders (total); create table lines (n int);");
    }

    private static PgwrightException refusal(Postgres server, PlanFolder folder) {
        Migrator migrator = new Migrator(server, folder, ApplyOptions.DEFAULT, ApplyListener.NONE, () -> false);
        return catchThrowableOfType(PgwrightException.class, migrator::apply);
    }

    private static List<String> lines(PgwrightException refusal) {
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    private static void nothingHasChanged(TestDatabase database) {
        try (Session session = Session.of(database.connect())) {
            assertThat(session.rows("select count(*) from pg_namespace where nspname = 'pgwright'")
                            .single())
                    .isEqualTo("0");
        }
    }

    @Test
    void aSchemaThatHasChangedSinceThePlanIsRefusedWithItsFirstDifferences() {
        TestDatabase database = POSTGRES.database();
        database.execute("alter table customers add phone text; alter table orders drop column total");
        PgwrightException refusal = refusal(Plans.target(database), folder());
        assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
        assertThat(lines(refusal))
                .containsExactly(
                        "the database is not what the plan begins with: it is another one, or its schema has changed"
                                + " since the plan was made",
                        "column public.customers.phone is there and should not be",
                        "column public.orders.total is missing");
        nothingHasChanged(database);
    }

    @Test
    void privilegesAreNoDriftWhereThePlanKnowsOfNone() {
        TestDatabase database = POSTGRES.database();
        database.execute("grant select on orders to pg_monitor");
        Migrator migrator =
                new Migrator(Plans.target(database), folder(), ApplyOptions.DEFAULT, ApplyListener.NONE, () -> false);
        assertThat(migrator.apply().differences()).isEmpty();
    }

    @Test
    void aPlanForAnotherVersionIsRefused() {
        PlanFolder older =
                Plans.folder(PostgresFixture.sharedServer(14), Plans.SHOP, Plans.SHOP + "create table lines (n int);");
        PgwrightException refusal = refusal(Plans.target(POSTGRES.database()), older);
        assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
        assertThat(refusal).hasMessageEndingWith("the plan is made for PostgreSQL 14, but the server is PostgreSQL 18");
    }

    @Test
    void aBrokenIndexIsRefusedWithHowToRemoveIt() {
        TestDatabase database = POSTGRES.database();
        database.execute("insert into orders (customer_id, total) values (1, 1), (1, 1)");
        try (Session session = Session.of(database.connect())) {
            assertThat(session.attempt("create unique index concurrently broken on orders (total)")
                            .worked())
                    .isFalse();
        }
        PgwrightException refusal = refusal(Plans.target(database), folder());
        assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
        assertThat(refusal.problems())
                .extracting(Problem::hint)
                .containsExactly("DROP INDEX CONCURRENTLY public.broken");
        nothingHasChanged(database);
    }

    @Test
    void whatARoleMayNotIsNamedWithItsGrant() {
        TestDatabase database = POSTGRES.database();
        database.execute("create role preflight_guest");
        try {
            PgwrightException refusal = refusal(as("preflight_guest", database), folder());
            assertThat(refusal.code()).isEqualTo(ErrorCode.SERVER);
            assertThat(refusal.problems())
                    .extracting(Problem::hint)
                    .containsExactly(
                            "GRANT CREATE ON DATABASE " + database.name() + " TO preflight_guest",
                            "GRANT CREATE ON SCHEMA public TO preflight_guest",
                            "GRANT postgres TO preflight_guest, or connect as that role");
            nothingHasChanged(database);
        } finally {
            database.execute("drop role preflight_guest");
        }
    }

    @Test
    void functionsTypesViewsAndTablesOfOthersAreNamed() {
        String before = Plans.SHOP
                + "create type state as enum ('new'); create view totals as select total from orders;"
                + " create function twice(n int) returns int language sql return n * 2;"
                + " create function same() returns int language sql return 1; create table gone (n int);";
        String after = Plans.SHOP
                + "create type state as enum ('new', 'old'); create view totals as select total + 1 as total from orders;"
                + " create function twice(n int) returns int language sql return n + n;"
                + " create function same() returns int language sql return 1;";
        PlanFolder folder = Plans.folder(POSTGRES.server(), before, after);
        TestDatabase database = POSTGRES.database();
        database.execute(before.substring(Plans.SHOP.length()));
        database.execute("create role preflight_half; grant create on database " + database.name()
                + " to preflight_half; grant create on schema public to preflight_half");
        try {
            PgwrightException refusal = refusal(as("preflight_half", database), folder);
            assertThat(refusal.code()).as(lines(refusal).toString()).isEqualTo(ErrorCode.SERVER);
            assertThat(refusal.problems())
                    .extracting(problem -> problem.place().toString())
                    .containsExactly("public.gone", "public.totals", "public.twice(n integer)", "type public.state");
            assertThat(refusal.problems())
                    .extracting(Problem::hint)
                    .containsOnly("GRANT postgres TO preflight_half, or connect as that role");
            nothingHasChanged(database);
        } finally {
            database.execute("drop owned by preflight_half; drop role preflight_half");
        }
    }

    private static Postgres as(String role, TestDatabase database) {
        return Plans.target(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session authorization " + role);
                return connection;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aSecondRunnerIsRefused() {
        TestDatabase database = POSTGRES.database();
        try (Guard first = Guard.take(Plans.target(database), "")) {
            first.verify();
            PgwrightException refusal = refusal(Plans.target(database), folder());
            assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
            assertThat(refusal).hasMessageContaining("another runner is at work on this database: session");
        }
    }

    @Test
    void aSchemaOfItsNameThatIsSomebodyElsesIsLeftAlone() {
        TestDatabase database = POSTGRES.database();
        database.execute("create schema pgwright");
        PgwrightException refusal = refusal(Plans.target(database), folder());
        assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
        assertThat(refusal).hasMessageContaining("a schema of this name that pgwright migrate has not made");
    }

    @Test
    void anAccountOfAnEarlierFormIsLeftAlone() {
        TestDatabase database = POSTGRES.database();
        database.execute("create schema pgwright; comment on schema pgwright is '" + Account.MARK.replace("'", "''")
                + "'; create table pgwright.runs (id bigint primary key, plan text not null)");
        PgwrightException refusal = refusal(Plans.target(database), folder());
        assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
        assertThat(refusal).hasMessageContaining("the account of migrations was made by an earlier pgwright");
    }

    /** As a pooler in transaction mode does: a session gets whatever server process is free. */
    @Test
    void aPoolerThatLendsByTransactionIsRefused() throws SQLException {
        TestDatabase database = POSTGRES.database();
        try (Connection backend = database.connect()) {
            InvocationHandler lent = (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                    return null;
                }
                try {
                    return method.invoke(backend, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            };
            Postgres pooled = Plans.target(database, connection -> {
                try {
                    connection.close();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
                return (Connection) Proxy.newProxyInstance(
                        PreflightTest.class.getClassLoader(), new Class<?>[] {Connection.class}, lent);
            });
            PgwrightException refusal = refusal(pooled, folder());
            assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
            assertThat(refusal).hasMessageContaining("there is a pooler between that lends them by transaction");
        }
        nothingHasChanged(database);
    }

    @Test
    void aReplicaIsRefused() {
        PlanFolder folder = folder();
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withSetting("wal_level", "replica"))) {
            assertThat(server.version().major()).isEqualTo(18);
            server.whileStopped(data -> Files.createFile(data.resolve("standby.signal")));
            PgwrightException refusal = refusal(server, folder);
            assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
            assertThat(refusal).hasMessageContaining("the server is a replica, which cannot be written to");
        }
    }

    @Test
    void whoMayKeepStepsWaitingIsNamed() throws InterruptedException {
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withSetting("max_prepared_transactions", "2"))) {
            List<String> relations = List.of("public.orders");
            try (Session session = Session.of(server.connect());
                    Session reader = Session.of(server.connect());
                    Session other = Session.of(server.connect())) {
                session.execute("create table orders (id int); create table notes (id int)");
                assertThat(Preflight.inTheWay(session, relations, 0, 0)).isEmpty();
                reader.execute("begin; select * from orders");
                other.execute("begin; insert into orders values (1); prepare transaction 'of two phases'");
                TimeUnit.MILLISECONDS.sleep(1100);
                assertThat(Preflight.inTheWay(session, relations, 1, 0))
                        .satisfiesExactly(
                                open -> assertThat(open)
                                        .startsWith(
                                                "a transaction is open for long, which steps may have to wait for: session ")
                                        .contains(", idle in transaction for ")
                                        .endsWith("select * from orders"),
                                prepared -> assertThat(prepared)
                                        .startsWith("a prepared transaction is open, which steps may have to wait for:"
                                                + " of two phases of postgres, for "));
                assertThat(Preflight.inTheWay(session, relations, 60, 0)).hasSize(1);
                reader.execute("rollback");
                session.execute("rollback prepared 'of two phases'");
                assertThat(Preflight.inTheWay(session, relations, 0, 0)).isEmpty();
            }
        }
    }

    @Test
    void aReplicaThatIsBehindIsNamed() throws InterruptedException {
        try (Replicated servers = Replicated.start(18);
                Session primary = Session.of(servers.primary().connect());
                Session replica = servers.replica()) {
            primary.execute("create table orders (id int)");
            assertThat(Preflight.inTheWay(primary, List.of(), 60, 30)).isEmpty();
            replica.execute("select pg_wal_replay_pause()");
            List<String> behind = List.of();
            for (int i = 0; i < 300 && behind.isEmpty(); i++) {
                primary.execute("insert into orders values (1)");
                TimeUnit.MILLISECONDS.sleep(100);
                behind = Preflight.inTheWay(primary, List.of(), 60, 1);
            }
            assertThat(behind).singleElement().asString().matches("replica follower is \\d+ s behind");
            replica.execute("select pg_wal_replay_resume()");
        }
    }

    @Test
    void aDiskWithTooLittleRoomIsRefusedWithTheFigures() {
        assertThat(Room.check(5_000_000_000L, OptionalLong.of(6_000_000_000L))).isEmpty();
        assertThatThrownBy(() -> Room.check(5_000_000_000L, OptionalLong.of(1_000_000_000L)))
                .hasMessageContaining("the plan may need up to 5.0 GB of disk, half of it for WAL, until it is done and"
                        + " VACUUM has made room, but 1.0 GB are free")
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED));
        assertThat(Room.check(5_000_000_000L, OptionalLong.empty()))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("the plan may need up to 5.0 GB of disk")
                        .endsWith("PostgreSQL does not say how much is free there: see that it is"));
        assertThat(Room.check(5_000_000L, OptionalLong.empty())).isEmpty();
    }

    @Test
    void whatAPlanNeedsOfTheDiskFollowsFromTheTablesThatItFills() {
        TestDatabase database = POSTGRES.database();
        database.execute("insert into orders (customer_id, total) select n, n from generate_series(1, 20000) n;"
                + " insert into customers (email) select repeat('x', 100) from generate_series(1, 20000)");
        PlanFolder index = folder();
        PlanFolder check = Plans.folder(
                POSTGRES.server(), Plans.SHOP, Plans.SHOP.replace("email text", "email text check (email <> '')"));
        try (Session session = Session.of(database.connect())) {
            long orders = Long.parseLong(
                    session.rows("select pg_total_relation_size('orders')").single());
            assertThat(Room.needed(session, index.plan())).isEqualTo(2 * orders);
            assertThat(Room.needed(session, check.plan())).as("it is read only").isZero();
        }
    }
}
