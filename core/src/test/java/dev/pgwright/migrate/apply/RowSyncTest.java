package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to a table is written to its new form beside it as well, whoever writes and however. */
class RowSyncTest {
    private static final String HEAD = """
            create table orders (
                id int not null,
                made_at date not null default '2025-06-01',
                owner text not null default current_user,
            """;

    private static final String TAIL = """
            alter table orders enable row level security;
            create policy own on orders using (owner = current_user);
            grant select, insert, update, delete, truncate on orders to pg_monitor;
            """;

    private static final String PLAIN = HEAD + "primary key (id));\n" + TAIL;

    private static final String BY_RANGE = HEAD + """
            primary key (id, made_at)) partition by range (made_at);
            create table orders_2025 partition of orders for values from ('2025-01-01') to ('2026-01-01');
            create table orders_2026 partition of orders for values from ('2026-01-01') to ('2027-01-01');
            """ + TAIL;

    private static final String ROWS = "insert into orders select n from generate_series(1, 100) n";

    private static List<PlanStep> steps(TestDatabase database) {
        return Plans.folder(database.server(), PLAIN, BY_RANGE).plan().steps();
    }

    private static void run(Session session, PlanStep step) {
        step.run().forEach(session::execute);
    }

    private static void run(Session session, Mode mode, List<String> statements) {
        boolean whole = mode == Mode.TRANSACTION;
        session.execute(whole ? "begin" : "select");
        statements.forEach(session::execute);
        session.execute(whole ? "commit" : "select");
    }

    /** Runs what comes before the comparison, which is returned. */
    private static PlanStep untilComparison(Session session, List<PlanStep> steps) {
        for (PlanStep step : steps) {
            if (step.title().startsWith("compare ")) {
                return step;
            }
            run(session, step);
        }
        throw new AssertionError("no comparison");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyWayOfWritingArrivesThere(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Session session = Session.of(database.connect())) {
            session.execute(PLAIN + ROWS);
            PlanStep comparison = untilComparison(session, steps(database));
            List<String> writes = List.of(
                    "set role pg_monitor; insert into orders values (200); update orders set made_at = '2026-05-05'"
                            + " where id = 200; delete from orders where id = 1; reset role",
                    "set session_replication_role = replica; insert into orders values (201);"
                            + " update orders set id = 202 where id = 201; delete from orders where id = 2;"
                            + " reset session_replication_role",
                    "insert into orders values (3), (203) on conflict (id) do update set made_at = '2026-01-01'",
                    "copy orders (id) from program 'seq 300 400'",
                    "update orders set id = id + 1000",
                    version < 15
                            ? "select 1"
                            : "merge into orders using (values (1003), (500)) v(id) on orders.id = v.id"
                                    + " when matched then delete when not matched then insert values (v.id)",
                    "truncate orders; insert into orders values (1)");
            for (String write : writes) {
                session.execute(write);
                assertThat(session.rows(comparison.misfits().get(1)).values())
                        .as(write)
                        .isEmpty();
            }
            run(session, comparison);
            assertThat(session.rows("select count(*) from pgwright_orders_new.orders")
                            .single())
                    .isEqualTo("1");
        }
    }

    @Test
    void aRowWithoutAPartitionFailsTheComparisonAndNotItsClient() {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            session.execute(PLAIN + ROWS);
            PlanStep comparison = untilComparison(session, steps(database));
            session.execute("insert into orders values (200, '2030-01-01')");
            assertThat(session.attempt(comparison.run().get(0)).failure().map(SqlFailure::message))
                    .hasValueSatisfying(
                            message -> assertThat(message).contains("rows of public.orders fit no partition"));
            session.execute("update orders set made_at = '2026-01-01' where id = 200");
            run(session, comparison);
            session.execute("update pgwright_orders_new.orders set owner = 'nobody' where id = 7");
            assertThat(session.attempt(comparison.run().get(0)).failure().map(SqlFailure::message))
                    .hasValueSatisfying(message -> assertThat(message)
                            .contains("rows of public.orders and pgwright_orders_new.orders are not the same"));
        }
    }

    @Test
    void aTransactionThatBeganBeforeTheCopyTriesAgain() {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect());
                Session client = Session.of(database.connect())) {
            session.execute(PLAIN + ROWS);
            for (PlanStep step : steps(database)) {
                if (step.title().startsWith("compare ")) {
                    run(session, step);
                    return;
                }
                if (step.backfill() == null) {
                    run(session, step);
                    continue;
                }
                client.execute("begin isolation level repeatable read; delete from orders where id = 1");
                client.execute("commit; begin isolation level repeatable read; select count(*) from orders");
                run(session, step);
                Optional<SqlFailure> refused =
                        client.attempt("delete from orders where id = 2").failure();
                assertThat(refused.map(SqlFailure::sqlState)).contains("40001");
                client.execute("rollback; begin isolation level repeatable read; delete from orders where id = 2;"
                        + " update orders set made_at = '2026-01-01' where id = 3; commit");
            }
            throw new AssertionError("no comparison");
        }
    }

    @Test
    void aKeyThatTheOldTypeDoesNotHoldIsWrittenAndStopsTheWayBackUntilItIsGone() {
        String narrow = """
                create table readings (id int, area int, value int, primary key (id, area)) partition by hash (area);
                create table readings_0 partition of readings for values with (modulus 1, remainder 0);
                """;
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            session.execute(narrow + "insert into readings select n, n % 3, n from generate_series(1, 100) n");
            PlanStep last = null;
            for (PlanStep step : Plans.folder(database.server(), narrow, narrow.replace("(id int", "(id bigint"))
                    .plan()
                    .steps()) {
                if (step.title().startsWith("stop keeping ")) {
                    break;
                }
                run(session, step.mode(), step.run());
                last = step;
            }
            PlanStep switched = Objects.requireNonNull(last);
            assertThat(switched.title()).startsWith("switch table public.readings");
            session.execute("insert into readings values (3000000000, 1, 1); update readings set id = 4000000000"
                    + " where id = 7; update readings set id = 101 where id = 4000000000;"
                    + " update readings set id = 5000000000 where id = 8; delete from readings where id = 3000000000");
            session.execute("begin isolation level repeatable read; insert into readings values (6000000000, 2, 2);"
                    + " update readings set value = 3 where id = 6000000000; commit");
            assertThat(session.rows("select string_agg(id::text, ',' order by id) from readings where id > 100")
                            .single())
                    .isEqualTo("101,5000000000,6000000000");
            String comparison = switched.back().stream()
                    .flatMap(part -> part.statements().stream())
                    .filter(sql -> sql.startsWith("DO $compare$"))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.attempt(comparison).failure().map(SqlFailure::message))
                    .hasValueSatisfying(message -> assertThat(message).contains("are not the same"));
            session.execute("delete from readings where id = 6000000000;"
                    + " update readings set id = 8 where id = 5000000000");
            switched.back().forEach(part -> run(session, part.mode(), part.statements()));
            assertThat(session.rows("select count(*) || ' ' || sum(id) || ' ' || pg_typeof(min(id)) from readings")
                            .single())
                    .isEqualTo("100 " + (5050 - 7 + 101) + " integer");
        }
    }
}
