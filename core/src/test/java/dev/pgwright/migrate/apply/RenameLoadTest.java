package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that says the old name and code that says the new one work side by side while a column changes its name. */
@Tag("laws")
class RenameLoadTest {
    private static final String ORDERS = """
            create table orders (
                id bigint generated always as identity primary key,
                code text not null unique,
                state text not null default 'open' check (state <> ''),
                total numeric(12, 2));
            create index orders_state on orders (state, id);
            create view paid as select id, total from orders where state = 'paid';
            """;

    private static final String ROWS = """
            insert into orders (code, state, total)
            select 'o' || n, case n % 3 when 0 then 'open' else 'paid' end, n from generate_series(1, 20000) n;
            """;

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    /**
     * Code of one deployment: it writes rows of its own and reads what it has written.
     *
     * @param column what it calls the column
     */
    private CompletableFuture<Void> code(TestDatabase database, String column, AtomicBoolean over) {
        return CompletableFuture.runAsync(
                () -> {
                    try (Session session = Session.of(database.connect())) {
                        for (int i = 0; !over.get(); i++) {
                            String code = column + over.hashCode() + "-" + i;
                            run(session, "insert into orders (code) values ('" + code + "')");
                            read(session, column, code, "open");
                            run(session, "update orders set " + column + " = 'paid' where code = '" + code + "'");
                            read(session, column, code, "paid");
                            run(
                                    session,
                                    "insert into orders (code, " + column + ") values ('" + code
                                            + "', 'gone') on conflict (code) do update set " + column
                                            + " = excluded." + column);
                            read(session, column, code, "gone");
                            run(
                                    session,
                                    "copy orders (code, " + column + ") from program 'printf \"" + code
                                            + "c\\tcopied\\n\"'");
                            read(session, column, code + "c", "copied");
                            run(session, "select count(*) from paid where id < 100");
                        }
                    }
                },
                Background.THREADS);
    }

    private void run(Session session, String sql) {
        session.attempt(sql).failure().ifPresent(failure -> failures.add(sql + ": " + failure));
        done.incrementAndGet();
    }

    private void read(Session session, String column, String code, String expected) {
        String sql = "select " + column + " from orders where code = '" + code + "'";
        try {
            String found = session.rows(sql).single();
            if (!expected.equals(found)) {
                failures.add(sql + " gives " + found + ", not " + expected);
            }
        } catch (PgwrightException e) {
            failures.add(sql + ": " + e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void bothNamesWorkUntilTheOldOneGoes(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            try (Session session = Session.of(database.connect())) {
                session.execute(ORDERS + ROWS);
            }
            renamed(database);
        }
    }

    private void renamed(TestDatabase database) {
        String after = ORDERS.replace(" state", " status").replace("(state", "(status");
        PlanFolder folder = Plans.withRenamesInPhases(database.server(), ORDERS, after);
        assertThat(folder.plan().steps()).noneMatch(PlanStep::blocks);
        int waits = folder.plan().steps().stream()
                .filter(step -> !step.awaits().isEmpty())
                .findFirst()
                .orElseThrow()
                .number();
        AtomicBoolean oldOver = new AtomicBoolean();
        AtomicBoolean newOver = new AtomicBoolean();
        CompletableFuture<Void> old = code(database, "state", oldOver);
        assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                .hasMessageContaining("step " + waits + " (switch column public.orders.state to status) waits for a"
                        + " deployment: all running code says status in place of state of public.orders")
                .satisfies(thrown ->
                        assertThat(((PgwrightException) thrown).code()).isEqualTo(ErrorCode.STOPPED));
        CompletableFuture<Void> changed = code(database, "status", newOver);
        whileBothWork();
        oldOver.set(true);
        old.join();
        assertThatThrownBy(() -> migrator(database, folder, waits).apply())
                .as("from the switch to the end is not one go either")
                .hasMessageContaining(
                        "(contract column public.orders.state, which is status) waits for a deployment: nobody"
                                + " wants to go back to code that says state");
        assertThat(failures).isEmpty();
        assertThat(migrator(database, folder, ApplyOptions.ALL).apply().differences())
                .isEmpty();
        assertThat(failures).isEmpty();
        newOver.set(true);
        changed.join();
        assertThat(failures).isEmpty();
        try (Session session = Session.of(database.connect())) {
            assertThat(session.rows("select count(*) from orders where status is null or code like 'o%'"
                                    + " and status <> case substr(code, 2)::int % 3 when 0 then 'open' else 'paid' end")
                            .single())
                    .isEqualTo("0");
            String before = rows(session, "status");
            assertThat(migrator(database, folder, 1)
                            .rollback(Plans.lost(folder))
                            .differences())
                    .isEmpty();
            assertThat(rows(session, "state")).isEqualTo(before);
        }
    }

    private void whileBothWork() {
        int until = done.get() + 300;
        while (done.get() < until && failures.isEmpty()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static Migrator migrator(TestDatabase database, PlanFolder folder, int deployed) {
        return new Migrator(
                Plans.target(database),
                folder,
                new ApplyOptions(Duration.ofMillis(500), Duration.ofMinutes(4), Pace.DEFAULT, null, deployed),
                ApplyListener.NONE,
                () -> false);
    }

    private static String rows(Session session, String column) {
        return String.valueOf(
                session.rows("select md5(string_agg(id || code || " + column + ", ',' order by id)) from orders")
                        .single());
    }
}
