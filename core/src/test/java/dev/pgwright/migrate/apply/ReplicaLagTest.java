package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backfill waits for a replica that does not follow, and goes on when it does. */
class ReplicaLagTest {
    private static final String SCHEMA = "create table readings (id bigint primary key, value int);"
            + " create function slow(int) returns int language sql volatile as"
            + " 'select $1 + 1 from pg_sleep(0.0001)';";
    private static final int ROWS = 20_000;
    private static final String SUM = "select sum(value) from readings";

    /** What is heard of a run. */
    private static final class Heard implements ApplyListener {
        final AtomicLong done = new AtomicLong();
        final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public void filling(Unit unit, Filling filling) {
            done.set(filling.done());
        }

        @Override
        public void doing(String text) {
            said.add(text);
        }

        boolean waits() {
            return said.stream().anyMatch(text -> text.contains("; waits: replica follower is "));
        }
    }

    private static CompletableFuture<Migrator.Result> run(Replicated servers, Duration maxLag, Heard heard) {
        PlanFolder folder =
                Plans.script(servers.primary(), SCHEMA, "update readings set value = slow(value) where id > 0;");
        Pace pace = new Pace(Duration.ofMillis(50), maxLag, Duration.ofSeconds(5), null);
        Migrator migrator = new Migrator(
                servers.primary(),
                folder,
                new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(10), pace, null, 0),
                heard,
                () -> false);
        return CompletableFuture.supplyAsync(migrator::apply, Background.THREADS);
    }

    @Test
    void aBackfillWaitsForAReplicaThatStandsStill() throws InterruptedException {
        waitsForReplica(18);
    }

    @Tag("slow")
    @Test
    void soItDoesOnTheOldestServer() throws InterruptedException {
        waitsForReplica(14);
    }

    private static void waitsForReplica(int version) throws InterruptedException {
        try (Replicated servers = Replicated.start(version);
                Session primary = Session.of(servers.primary().connect());
                Session replica = servers.replica()) {
            primary.execute(SCHEMA + "insert into readings select n, n from generate_series(1, " + ROWS + ") n;");
            String before = primary.rows(SUM).single();
            Heard heard = new Heard();
            CompletableFuture<Migrator.Result> run = run(servers, Duration.ofMillis(1500), heard);
            until(run, () -> heard.done.get() > 0);
            replica.execute("select pg_wal_replay_pause()");
            until(run, heard::waits);
            long reached = heard.done.get();
            assertThat(reached).isLessThan(ROWS);
            TimeUnit.MILLISECONDS.sleep(1500);
            // the batch that was under way, and no other
            assertThat(heard.done.get()).isEqualTo(reached);
            assertThat(run.isDone()).isFalse();
            replica.execute("select pg_wal_replay_resume()");
            assertThat(run.join().differences()).isEmpty();
            assertThat(primary.rows(SUM).single()).isEqualTo(String.valueOf(Long.parseLong(before) + ROWS));
        }
    }

    @Test
    void itDoesNotWaitForAReplicaThatFollows() {
        try (Replicated servers = Replicated.start(18);
                Session primary = Session.of(servers.primary().connect())) {
            primary.execute(SCHEMA + "insert into readings select n, n from generate_series(1, " + ROWS + ") n;");
            Heard heard = new Heard();
            assertThat(run(servers, Duration.ofSeconds(20), heard).join().differences())
                    .isEmpty();
            assertThat(heard.waits()).isFalse();
        }
    }

    private static void until(CompletableFuture<?> run, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertThat(run.isDone()).as("the run has ended").isFalse();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
