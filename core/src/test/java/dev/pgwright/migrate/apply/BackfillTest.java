package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backfill goes through each row once, in batches of the size that fits, and keeps its place. */
class BackfillTest {
    private static final String READINGS = "create table readings (id bigint primary key, value int);";
    private static final String ROWS =
            READINGS + "insert into readings select n, n from generate_series(1, 20000) n; analyze readings;";
    private static final String SUM = "select sum(value) from readings";

    /** Each row counts, so that one that is changed twice, or not, shows. */
    private static final String UPDATE = "update readings set value = value + 1;";

    private static PlanFolder script(TestDatabase database, String schema, String sql) {
        PlanFolder folder = Plans.script(database.server(), schema, sql);
        assertThat(folder.plan().steps()).anyMatch(step -> step.backfill() != null);
        return folder;
    }

    private static ApplyOptions options(Pace pace) {
        return new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(10), pace, null, 0);
    }

    private static Pace batches(long ms) {
        return new Pace(Duration.ofMillis(ms), Duration.ofSeconds(10), Duration.ofSeconds(2), null);
    }

    /** Hears of batches. */
    private static class Batches implements ApplyListener {
        final List<Filling> seen = new ArrayList<>();
        final List<String> said = new ArrayList<>();

        @Override
        public void filling(Unit unit, Filling filling) {
            seen.add(filling);
        }

        @Override
        public synchronized void doing(String text) {
            said.add(text);
        }
    }

    private static Migrator migrator(
            TestDatabase database, PlanFolder folder, Pace pace, ApplyListener listener, AtomicBoolean stop) {
        return new Migrator(Plans.target(database), folder, options(pace), listener, stop::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "14 | id int primary key, value int | n, n",
                "18 | a text collate \"C\", b date, value int, primary key (a, b) | concat('k', n % 7), date '2020-01-01' + n, n",
                "18 | u numeric(12, 2) not null unique, value int | n / 7.0, n",
                "14 | \"a B\" uuid not null unique, \"$\" timestamptz not null, value int |"
                        + " md5(n::text)::uuid, now() + n * interval '1 ms', n"
            })
    void eachRowIsChangedOnceByAnyKey(int version, String columns, String values) {
        String schema = "create table readings (" + columns + ");";
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(schema + "insert into readings select " + values + " from generate_series(1, 12345) n");
            String before = Plans.value(database, SUM);
            Batches batches = new Batches();
            migrator(database, script(database, schema, UPDATE), batches(20), batches, new AtomicBoolean())
                    .apply();
            assertThat(Plans.value(database, SUM)).isEqualTo(String.valueOf(Long.parseLong(before) + 12345));
            assertThat(batches.seen).hasSizeGreaterThan(1).allMatch(batch -> batch.done() == batch.changed());
            assertThat(batches.seen.get(batches.seen.size() - 1).changed()).isEqualTo(12345);
        }
    }

    @Test
    void aTableWithoutAKeyIsGoneThroughByBlocks() {
        String schema = "create table heap (n int, pad text);";
        try (TestDatabase database = PostgresFixture.newDatabase(14)) {
            database.execute(
                    schema + "insert into heap select n % 10, repeat('x', 200) from generate_series(1, 30000) n");
            Batches batches = new Batches();
            migrator(
                            database,
                            script(database, schema, "delete from heap where n < 3"),
                            batches(10),
                            batches,
                            new AtomicBoolean())
                    .apply();
            assertThat(Plans.value(database, "select count(*) || ' ' || min(n) from heap"))
                    .isEqualTo("21000 3");
            Filling last = batches.seen.get(batches.seen.size() - 1);
            assertThat(last.blocks()).isTrue();
            assertThat(last.changed()).isEqualTo(9000);
            assertThat(last.done()).isEqualTo(last.total()).isGreaterThan(500);
        }
    }

    @Test
    void theSizeOfBatchesComesToTheTimeThatTheyAreToTake() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            // each row takes a tenth of a millisecond at least
            database.execute(ROWS + "create function slow(int) returns int language sql volatile as"
                    + " 'select $1 + 1 from pg_sleep(0.0001)';");
            String schema = READINGS + "create function slow(int) returns int language sql volatile as"
                    + " 'select $1 + 1 from pg_sleep(0.0001)';";
            Batches batches = new Batches();
            migrator(
                            database,
                            script(database, schema, "update readings set value = slow(value) where id <= 3000"),
                            batches(50),
                            batches,
                            new AtomicBoolean())
                    .apply();
            Filling last = batches.seen.get(batches.seen.size() / 3);
            assertThat(last.batch()).isBetween(50L, 600L);
            assertThat(last.secondsLeft()).isNotNegative();
            assertThat(last.toString()).contains(" of about 20,000 rows (", " rows/s, ", " left, ", " a batch");
        }
    }

    @Test
    void itIsPausedResumedAndStoppedBetweenBatchesAndGoesOnWhereItWas() throws InterruptedException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(ROWS);
            PlanFolder folder = script(database, READINGS, UPDATE);
            String before = Plans.value(database, SUM);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger count = new AtomicInteger();
            ApplyListener listener = new ApplyListener() {
                @Override
                public void filling(Unit unit, Filling filling) {
                    if (count.incrementAndGet() == 3) {
                        MigrationAccount.pause(Plans.target(database), "");
                    }
                }
            };
            CompletableFuture<@Nullable PgwrightException> run = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            migrator(database, folder, batches(5), listener, stop)
                                    .apply();
                            return null;
                        } catch (PgwrightException e) {
                            return e;
                        }
                    },
                    Background.THREADS);
            while (count.get() < 3 && !run.isDone()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(run.isDone()).as(() -> String.valueOf(run.join())).isFalse();
            assertThat(count.get()).isEqualTo(3);
            Filling paused = filling(database);
            assertThat(paused.done()).isPositive().isLessThan(20000);
            stop.set(true);
            PgwrightException stopped = run.join();
            assertThat(stopped).isNotNull();
            assertThat(stopped.code()).isEqualTo(ErrorCode.STOPPED);
            assertThat(Plans.value(database, SUM)).isEqualTo(String.valueOf(Long.parseLong(before) + paused.changed()));
            MigrationAccount.resume(Plans.target(database), "");
            Batches rest = new Batches();
            migrator(database, folder, batches(50), rest, new AtomicBoolean()).apply();
            assertThat(rest.seen.get(0).done()).isGreaterThan(paused.done());
            assertThat(Plans.value(database, SUM)).isEqualTo(String.valueOf(Long.parseLong(before) + 20000));
            assertThat(filling(database).changed()).isEqualTo(20000);
        }
    }

    private static Filling filling(TestDatabase database) {
        Run run = Objects.requireNonNull(
                MigrationAccount.status(Plans.target(database), "").latest());
        return Objects.requireNonNull(run.units().get(0).filling());
    }

    @Test
    void aRowThatAClientHoldsIsWaitedForInShortTriesAndTheClientNeverFails() throws InterruptedException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session client = Session.of(database.connect())) {
            database.execute(ROWS);
            PlanFolder folder = script(database, READINGS, UPDATE);
            client.execute("begin");
            client.execute("update readings set value = value where id = 9000");
            CompletableFuture<Migrator.Result> run = CompletableFuture.supplyAsync(
                    () -> migrator(database, folder, batches(50), ApplyListener.NONE, new AtomicBoolean())
                            .apply(),
                    Background.THREADS);
            TimeUnit.MILLISECONDS.sleep(800);
            // a row of the batch that waits: a deadlock, if the batch did not give way
            assertThat(client.attempt("update readings set value = value where id between 8000 and 9100")
                            .worked())
                    .isTrue();
            client.execute("commit");
            assertThat(run.join().done()).isEqualTo(1);
            assertThat(Plans.value(database, SUM)).isEqualTo(String.valueOf(20000L * 20001 / 2 + 20000));
        }
    }

    @Test
    void itGoesSlowerWhereClientsAreSlow() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(ROWS);
            Batches batches = new Batches();
            Pace pace = new Pace(
                    Duration.ofMillis(20), Duration.ofSeconds(10), Duration.ofMillis(5), "select pg_sleep(0.02)");
            migrator(
                            database,
                            script(database, READINGS, "update readings set value = value + 1 where id < 5000"),
                            pace,
                            batches,
                            new AtomicBoolean())
                    .apply();
            assertThat(batches.seen.stream().mapToLong(Filling::batch).min().orElseThrow())
                    .isLessThan(1000);
        }
    }

    @Test
    void aProbeThatIsRefusedIsSaid() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(ROWS);
            Pace pace = new Pace(
                    Duration.ofMillis(20), Duration.ofSeconds(10), Duration.ofMillis(5), "select * from nowhere");
            assertThatThrownBy(() -> migrator(
                                    database,
                                    script(database, READINGS, UPDATE),
                                    pace,
                                    ApplyListener.NONE,
                                    new AtomicBoolean())
                            .apply())
                    .hasMessageContaining("relation \"nowhere\" does not exist")
                    .isInstanceOfSatisfying(
                            PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPED));
        }
    }
}
