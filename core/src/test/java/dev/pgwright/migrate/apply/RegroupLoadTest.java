package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of both deployments works side by side while one column becomes two. */
@Tag("laws")
class RegroupLoadTest {
    private static final String PEOPLE = """
            create table people (
                id bigint generated always as identity primary key,
                code text not null unique,
                %s);
            alter table people enable row level security;
            create policy everybody on people using (true);
            """;

    private static final String BEFORE = PEOPLE.formatted("name text not null default 'nobody'");
    private static final String AFTER = PEOPLE.formatted("first_name text not null default 'nobody', last_name text")
            + "create index people_last_name on people (last_name);";

    private static final String ROWS = """
            insert into people (code, name) select 'p' || n, 'First' || n || case n % 2 when 0 then ' Last' else '' end
            from generate_series(1, 20000) n;
            """;

    private static final Said SAID = new Said(
            Map.of(
                    "public.people.first_name", "split_part(name, ' ', 1)",
                    "public.people.last_name", "nullif(substr(name, strpos(name || ' ', ' ') + 1), '')"),
            Map.of("public.people.name", "first_name || coalesce(' ' || last_name, '')"));

    private static final String OLD = "name";
    private static final String NEW = "first_name, last_name";

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    /**
     * Code of one deployment: it writes people of its own and reads what it has written.
     *
     * @param columns what it calls them by
     */
    private CompletableFuture<Void> code(TestDatabase database, String columns, AtomicBoolean over) {
        boolean old = columns.equals(OLD);
        return CompletableFuture.runAsync(
                () -> {
                    try (Session session = Session.of(database.connect())) {
                        for (int i = 0; !over.get(); i++) {
                            String code = (old ? "old" : "new") + over.hashCode() + "-" + i;
                            run(session, "insert into people (code) values ('" + code + "')");
                            read(session, columns, code, old ? "(nobody)" : "(nobody,)");
                            run(
                                    session,
                                    "update people set (" + columns + ") = row("
                                            + (old ? "'Ada Lovelace'" : "'Ada', 'King Lovelace'") + ") where code = '"
                                            + code + "'");
                            read(session, columns, code, old ? "(\"Ada Lovelace\")" : "(Ada,\"King Lovelace\")");
                            run(
                                    session,
                                    "insert into people (code, " + columns + ") values ('" + code + "', "
                                            + (old ? "'Alan Turing'" : "'Alan', 'Turing'")
                                            + ") on conflict (code) do update set (" + columns + ") = row("
                                            + (old ? "excluded.name" : "excluded.first_name, excluded.last_name")
                                            + ")");
                            read(session, columns, code, old ? "(\"Alan Turing\")" : "(Alan,Turing)");
                            run(
                                    session,
                                    "copy people (code, " + columns + ") from program 'printf \"" + code + "c\\t"
                                            + (old ? "Grace Hopper" : "Grace\\tHopper") + "\\n\"'");
                            read(session, columns, code + "c", old ? "(\"Grace Hopper\")" : "(Grace,Hopper)");
                        }
                    }
                },
                Background.THREADS);
    }

    private void run(Session session, String sql) {
        session.attempt(sql).failure().ifPresent(failure -> failures.add(sql + ": " + failure));
        done.incrementAndGet();
    }

    private void read(Session session, String columns, String code, String expected) {
        String sql = "select row(" + columns + ") from people where code = '" + code + "'";
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
    void bothShapesWorkUntilTheOldOneGoes(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            PlanFolder folder = Plans.withConversions(database.server(), BEFORE, AFTER, SAID);
            assertThat(folder.plan().steps()).noneMatch(PlanStep::blocks);
            try (Session session = Session.of(database.connect())) {
                session.execute(BEFORE + ROWS);
                AtomicBoolean oldOver = new AtomicBoolean();
                AtomicBoolean newOver = new AtomicBoolean();
                CompletableFuture<Void> old = code(database, OLD, oldOver);
                assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                        .hasMessageContaining(
                                "waits for a deployment: all running code says first_name, last_name in place"
                                        + " of name of public.people");
                replicated(session, version);
                CompletableFuture<Void> changed = code(database, NEW, newOver);
                whileBothWork();
                oldOver.set(true);
                old.join();
                assertThat(failures).isEmpty();
                assertThat(migrator(database, folder, ApplyOptions.ALL).apply().differences())
                        .isEmpty();
                newOver.set(true);
                changed.join();
                assertThat(failures).isEmpty();
                assertThat(session.rows("select count(*) from people where code ~ '^p\\d' and first_name = 'First' ||"
                                        + " substr(code, 2) and last_name is not distinct from case substr(code, 2)::int % 2"
                                        + " when 0 then 'Last' end")
                                .single())
                        .isEqualTo("20000");
                String rows = rows(session, "first_name || coalesce(' ' || last_name, '')");
                assertThat(migrator(database, folder, 1)
                                .rollback(Plans.lost(folder))
                                .differences())
                        .isEmpty();
                assertThat(rows(session, "name")).isEqualTo(rows);
            }
        }
    }

    /** Rows of a replication, and a MERGE where there is one, have both sides as well. */
    private void replicated(Session session, int version) {
        session.execute("set session_replication_role = replica");
        session.execute("insert into people (code, name) values ('r1', 'Ada Lovelace')");
        session.execute("insert into people (code, first_name, last_name) values ('r2', 'Mary Ann', 'Evans')");
        session.execute("reset session_replication_role");
        read(session, "name, first_name, last_name", "r1", "(\"Ada Lovelace\",Ada,Lovelace)");
        read(session, "name, first_name, last_name", "r2", "(\"Mary Ann Evans\",\"Mary Ann\",Evans)");
        // the old column says what the new ones do: nothing is made of it again
        session.execute("update people set name = 'Mary Ann Evans' where code = 'r2'");
        read(session, NEW, "r2", "(\"Mary Ann\",Evans)");
        if (version >= 15) {
            session.execute(
                    "merge into people p using (values ('r2', 'George Eliot'), ('r3', 'Jane Austen')) v (code, name)"
                            + " on p.code = v.code when matched then update set name = v.name"
                            + " when not matched then insert (code, name) values (v.code, v.name)");
            read(session, NEW, "r2", "(George,Eliot)");
            read(session, NEW, "r3", "(Jane,Austen)");
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

    private static String rows(Session session, String name) {
        return String.valueOf(
                session.rows("select md5(string_agg(id || code || (" + name + "), ',' order by id)) from people")
                        .single());
    }
}
