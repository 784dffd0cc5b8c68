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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of both deployments works side by side while a column goes to another table. */
@Tag("laws")
class MoveLoadTest {
    private static final String SHAPE = """
            create table users (id bigint primary key, name text %s);
            create table profiles (user_id bigint primary key references users on delete cascade, seen int %s);
            alter table profiles enable row level security;
            """;

    private static final String BEFORE = SHAPE.formatted(", bio text default 'none'", "");
    private static final String AFTER = SHAPE.formatted("", ", about text default 'none' check (about <> '')")
            + "create index profiles_about on profiles (about);";

    private static final int ROWS = 20_000;

    private static final Said SAID = new Said(Map.of("public.profiles.about", "public.users.bio"), Map.of());

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    /** Code of one deployment: it writes users of its own, and some of those that were there before. */
    private CompletableFuture<Void> code(TestDatabase database, boolean old, AtomicBoolean over) {
        return CompletableFuture.runAsync(
                () -> {
                    Random random = new Random(old ? 1 : 2);
                    try (Session session = Session.of(database.connect())) {
                        for (long i = 0; !over.get(); i++) {
                            long id = (old ? 1_000_000 : 2_000_000) + i;
                            round(session, old, id);
                            // half of the rows belongs to each
                            long known = 1 + 2L * random.nextInt(ROWS / 2) + (old ? 0 : 1);
                            write(session, old, known, "again " + i);
                            read(session, old, known, "again " + i);
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                },
                Background.THREADS);
    }

    private void round(Session session, boolean old, long id) {
        if (old) {
            // together, as a user without a profile is what the plan's own check refuses
            run(
                    session,
                    "begin; insert into users (id, name, bio) values (" + id + ", 'a', 'first');"
                            + " insert into profiles (user_id) values (" + id + "); commit");
        } else {
            run(
                    session,
                    "begin; insert into users (id, name) values (" + id + ", 'a');"
                            + " insert into profiles (user_id, about) values (" + id + ", 'first'); commit");
        }
        read(session, old, id, "first");
        write(session, old, id, "second");
        read(session, old, id, "second");
        run(
                session,
                old
                        ? "insert into users (id, bio) values (" + id + ", 'third') on conflict (id)"
                                + " do update set bio = excluded.bio"
                        : "insert into profiles (user_id, about) values (" + id + ", 'third') on conflict (user_id)"
                                + " do update set about = excluded.about");
        read(session, old, id, "third");
        run(session, "update profiles set seen = 1 where user_id = " + id);
        run(session, "update users set name = 'b' where id = " + id);
        read(session, old, id, "third");
        if (id % 3 == 0) {
            run(session, "delete from users where id = " + id);
        }
    }

    private void write(Session session, boolean old, long id, String value) {
        run(
                session,
                old
                        ? "update users set bio = '" + value + "' where id = " + id
                        : "update profiles set about = '" + value + "' where user_id = " + id);
    }

    private void run(Session session, String sql) {
        session.attempt(sql).failure().ifPresent(failure -> failures.add(sql + ": " + failure));
        done.incrementAndGet();
    }

    private void read(Session session, boolean old, long id, String expected) {
        String sql =
                old ? "select bio from users where id = " + id : "select about from profiles where user_id = " + id;
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
    void bothTablesSayTheSameUntilTheOldColumnGoes(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            PlanFolder folder = Plans.withConversions(database.server(), BEFORE, AFTER, SAID);
            assertThat(folder.plan().steps()).noneMatch(PlanStep::blocks);
            try (Session session = Session.of(database.connect())) {
                session.execute(BEFORE + "insert into users select n, 'u' || n, nullif('bio ' || n, 'bio 7')"
                        + " from generate_series(1, " + ROWS + ") n;"
                        + " insert into profiles select id from users;");
                AtomicBoolean oldOver = new AtomicBoolean();
                AtomicBoolean newOver = new AtomicBoolean();
                CompletableFuture<Void> old = code(database, true, oldOver);
                whileTheyWork();
                assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                        .hasMessageContaining("waits for a deployment: all running code says public.profiles.about in"
                                + " place of public.users.bio");
                CompletableFuture<Void> changed = code(database, false, newOver);
                whileTheyWork();
                assertThat(failures).isEmpty();
                replicated(session);
                oldOver.set(true);
                old.join();
                assertThat(different(session)).isEqualTo("0");
                assertThat(migrator(database, folder, ApplyOptions.ALL).apply().differences())
                        .isEmpty();
                whileTheyWork();
                newOver.set(true);
                changed.join();
                assertThat(failures).isEmpty();
                String rows = rows(session, "about");
                assertThat(migrator(database, folder, 1)
                                .rollback(Plans.lost(folder))
                                .differences())
                        .isEmpty();
                assertThat(rows(session, "bio")).isEqualTo(rows);
            }
        }
    }

    /** A value for which there is no row stops the plan before anything has been changed, and is named. */
    @ParameterizedTest
    @ValueSource(ints = 18)
    void aValueWithoutARowIsNamed(int version) {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Session session = Session.of(database.connect())) {
            PlanFolder folder = Plans.withConversions(database.server(), BEFORE, AFTER, SAID);
            session.execute(BEFORE + "insert into users values (1, 'a', 'lost'), (2, 'b', null)");
            assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                    .hasMessageContaining("1 row of public.users with a bio for which there is no row of"
                            + " public.profiles; id 1: 'lost'");
            session.execute("insert into profiles values (1)");
            assertThatThrownBy(() -> migrator(database, folder, 0).apply())
                    .hasMessageContaining("waits for a deployment");
            assertThat(session.rows("select about from profiles").single()).isEqualTo("lost");
        }
    }

    private void replicated(Session session) {
        session.execute("set session_replication_role = replica");
        session.execute("insert into users values (-1, 'r', 'replicated'); insert into profiles (user_id) values (-1)");
        session.execute("insert into users values (-2, 'r'); insert into profiles (user_id, about) values (-2, 'new')");
        session.execute("reset session_replication_role");
        read(session, false, -1, "replicated");
        read(session, true, -2, "new");
    }

    private static String different(Session session) {
        return String.valueOf(session.rows("select count(*) from users left join profiles on user_id = id"
                        + " where bio is distinct from about")
                .single());
    }

    private void whileTheyWork() {
        int until = done.get() + 500;
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
        return String.valueOf(session.rows("select count(*) || md5(string_agg(concat(id, name, seen, '-', " + column
                        + "), ',' order by id)) from users join profiles on user_id = id")
                .single());
    }
}
