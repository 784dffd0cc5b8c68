package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns get types that do not hold all their old values, while code goes on that bears both. */
@Tag("laws")
class ConversionLoadTest {
    private static final String ORDERS = """
            create table orders (
                id bigint generated always as identity primary key,
                code %1$s not null,
                total %2$s,
                made_at %3$s not null default '2026-01-01 12:00:00',
                details %4$s,
                unique (code));
            create index orders_total on orders (total, code);
            """;

    private static final String BEFORE = ORDERS.formatted("text", "numeric(12, 4)", "timestamp", "json");
    private static final String AFTER = ORDERS.formatted("bigint", "numeric(10, 2)", "timestamptz", "jsonb");

    private static final String ROWS = """
            insert into orders (code, total, made_at, details)
            select n::text, n / 4.0, timestamp '2026-01-01' + n * interval '1 minute', json_build_object('n', n)
            from generate_series(1, 20000) n;
            """;

    private static final Said SAID = new Said(
            Map.of("public.orders.code", "code::bigint", "public.orders.made_at", "made_at at time zone 'UTC'"),
            Map.of("public.orders.made_at", "made_at at time zone 'UTC'"));

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /** Code that says its values so that they are of either type, and reads what it has written. */
    private CompletableFuture<Void> code(TestDatabase database, AtomicBoolean over) {
        return CompletableFuture.runAsync(
                () -> {
                    try (Session session = Session.of(database.connect())) {
                        session.execute("set timezone = 'UTC'");
                        for (int i = 100_000; !over.get(); i += 2) {
                            run(session, "insert into orders (code, total, details) values ('" + i + "', 1.5, '{}')");
                            read(session, i, "1.5 12:00 {}");
                            run(
                                    session,
                                    "insert into orders (code, total) values ('" + i + "', 2) on conflict (code) do"
                                            + " update set total = excluded.total, made_at = '2026-02-01 13:00'");
                            read(session, i, "2 13:00 {}");
                            run(
                                    session,
                                    "copy orders (code, total, details) from program 'printf \"" + (i + 1)
                                            + "\\t3.25\\t{}\\n\"'");
                            read(session, i + 1, "3.25 12:00 {}");
                            run(session, "delete from orders where code = '" + (i + 1) + "'");
                        }
                    }
                },
                Background.THREADS);
    }

    private void run(Session session, String sql) {
        session.attempt(sql).failure().ifPresent(failure -> failures.add(sql + ": " + failure));
    }

    private void read(Session session, int code, String expected) {
        String sql =
                "select trim_scale(total) || ' ' || to_char(made_at, 'HH24:MI') || ' ' || details::text from orders"
                        + " where code = '" + code + "'";
        try {
            String found = session.rows(sql).single();
            if (!expected.equals(found)) {
                failures.add(sql + " gives " + found + ", not " + expected);
            }
        } catch (PgwrightException e) {
            failures.add(sql + ": " + e.getMessage());
        }
    }

    @Tag("slow")
    @Test
    void soTheyDoOnTheOldestServer() {
        valuesBecomeOthersUnderLoadAndComeBack(14);
    }

    @ParameterizedTest
    @ValueSource(ints = 18)
    void valuesBecomeOthersUnderLoadAndComeBack(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            PlanFolder folder = Plans.withConversions(database.server(), BEFORE, AFTER, SAID);
            assertThat(folder.plan().steps()).noneMatch(PlanStep::blocks);
            try (Session session = Session.of(database.connect())) {
                session.execute(BEFORE + ROWS);
                AtomicBoolean over = new AtomicBoolean();
                CompletableFuture<Void> code = code(database, over);
                misfitsStopIt(session, database, folder);
                assertThat(migrator(database, folder, folder.plan().steps().size())
                                .apply()
                                .differences())
                        .isEmpty();
                over.set(true);
                code.join();
                assertThat(failures).isEmpty();
                session.execute("set timezone = 'UTC'");
                assertThat(session.rows("select count(*) from orders where code <= 20000 and code = id and total ="
                                        + " round(code / 4.0, 2) and made_at = timestamptz '2026-01-01 00:00Z' + code *"
                                        + " interval '1 minute' and details = jsonb_build_object('n', code)")
                                .single())
                        .isEqualTo("20000");
                String rows = rows(session);
                assertThat(migrator(database, folder, 1)
                                .rollback(Plans.lost(folder))
                                .differences())
                        .isEmpty();
                assertThat(rows(session)).isEqualTo(rows);
            }
        }
    }

    /** One is there before anything is changed, another comes before the switch. */
    private static void misfitsStopIt(Session session, TestDatabase database, PlanFolder folder) {
        session.execute("insert into orders (code) values ('007')");
        assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                .hasMessageContaining(
                        "1 row of public.orders with a code that does not become bigint and come back as it"
                                + " was; id ")
                .hasMessageContaining(": '007'");
        assertThat(session.rows("select count(*) from pg_attribute where attname = 'code_new'")
                        .single())
                .isEqualTo("0");
        session.execute("delete from orders where code = '007'");
        assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                .hasMessageContaining(
                        "waits for a deployment: all running code reads column public.orders.code in either"
                                + " type, and writes only what becomes bigint")
                .satisfies(thrown ->
                        assertThat(((PgwrightException) thrown).code()).isEqualTo(ErrorCode.STOPPED));
        session.execute("insert into orders (code) values ('abc')");
        assertThatThrownBy(() ->
                        migrator(database, folder, folder.plan().steps().size()).apply())
                .hasMessageContaining("1 row of public.orders with a code that is not the one of code_new; id ")
                .hasMessageContaining(": 'abc'");
        session.execute("delete from orders where code = 'abc'");
    }

    private static Migrator migrator(TestDatabase database, PlanFolder folder, int deployed) {
        return new Migrator(
                Plans.target(database),
                folder,
                new ApplyOptions(Duration.ofMillis(500), Duration.ofMinutes(4), Pace.DEFAULT, null, deployed),
                ApplyListener.NONE,
                () -> false);
    }

    private static String rows(Session session) {
        return String.valueOf(session.rows("select md5(string_agg(id || code::text || trim_scale(total) ||"
                        + " to_char(made_at, 'YYYY-MM-DD HH24:MI') || details::jsonb, ',' order by id)) from orders")
                .single());
    }
}
