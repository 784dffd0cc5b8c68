package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.migrate.apply.Run.Direction;
import dev.pgwright.migrate.apply.Run.State;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan is applied to its end, from wherever it stopped, and taken back from there. */
class MigratorTest {
    private static final ApplyOptions HASTY =
            new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2)).withDeployed(ApplyOptions.ALL);

    static TestDatabase shop(int version) {
        TestDatabase database = PostgresFixture.newDatabase(version);
        database.execute(Plans.SHOP);
        database.execute(Plans.ROWS);
        return database;
    }

    private static Migrator migrator(TestDatabase database, PlanFolder folder) {
        return new Migrator(Plans.target(database), folder, HASTY, ApplyListener.NONE, () -> false);
    }

    /** Does something behind each unit. */
    private static ApplyListener behind(Consumer<Unit> action) {
        return new ApplyListener() {
            @Override
            public void done(Unit unit) {
                action.accept(unit);
            }
        };
    }

    private static void stopBehind(TestDatabase database, PlanFolder folder, int step) {
        AtomicBoolean stop = new AtomicBoolean();
        Migrator migrator = new Migrator(
                Plans.target(database), folder, HASTY, behind(unit -> stop.set(unit.number() == step)), stop::get);
        assertThatThrownBy(migrator::apply)
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPED));
    }

    private static List<String> differences(TestDatabase database, PlanFolder folder, boolean end) {
        return Drift.differences(end ? folder.to() : folder.from(), CatalogReader.read(Plans.target(database)));
    }

    @Test
    void whatTheWayBackLosesIsAllowedObjectByObject() {
        try (TestDatabase database = shop(18)) {
            PlanFolder folder = Plans.folder(
                    database.server(),
                    Plans.SHOP,
                    Plans.SHOP + "alter table orders add note text; create table logs (line text);");
            Migrator migrator = migrator(database, folder);
            migrator.apply();
            assertThatThrownBy(() -> migrator.rollback(Set.of("public.logs")))
                    .hasMessageEndingWith("the way back loses all values of public.orders.note")
                    .isInstanceOfSatisfying(
                            PgwrightException.class,
                            e -> assertThat(e.problems().get(0).hint())
                                    .isEqualTo("if that is meant: --allow-data-loss public.orders.note"));
            assertThatThrownBy(
                            () -> migrator.rollback(Set.of("public.logs", "public.orders.note", "public.orders.nota")))
                    .hasMessageEndingWith("no data of public.orders.nota is lost by this plan");
            assertThat(migrator.previewRollback().loses())
                    .extracting(Loss::object)
                    .containsExactlyInAnyOrder("public.logs", "public.orders.note");
            assertThat(migrator.rollback(Set.of("public.logs", "public.orders.note"))
                            .differences())
                    .isEmpty();
        }
    }

    static Migrator deployed(TestDatabase database, PlanFolder folder, int step) {
        return new Migrator(
                Plans.target(database),
                folder,
                new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2), Pace.DEFAULT, null, step),
                ApplyListener.NONE,
                () -> false);
    }

    @Test
    void theWayBackWaitsForTheDeploymentThatItNeeds() {
        try (TestDatabase database = shop(18)) {
            PlanFolder folder = Plans.withRenamesInPhases(
                    database.server(),
                    Plans.SHOP,
                    Plans.SHOP.replace("    state text", "    status text").replace("(state)", "(status)"));
            assertThat(deployed(database, folder, 1000).apply().differences()).isEmpty();
            Set<String> lost = Plans.lost(folder);
            PlanStep waiting = folder.plan().steps().stream()
                    .filter(step -> !step.awaitsBack().isEmpty())
                    .findFirst()
                    .orElseThrow();
            for (int deployed : List.of(0, waiting.number() + 1)) {
                assertThatThrownBy(() -> deployed(database, folder, deployed).rollback(lost))
                        .hasMessageEndingWith("step " + waiting.number() + " (take back " + waiting.title()
                                + ") waits for a deployment: all running code says state in place of status of"
                                + " public.orders")
                        .isInstanceOfSatisfying(
                                PgwrightException.class,
                                e -> assertThat(e.problems().get(0).hint())
                                        .endsWith("go on with 'pgwright migrate rollback' --deployed "
                                                + waiting.number()));
            }
            assertThat(Plans.value(database, "select count(*) from orders where state = status"))
                    .as("both names are still kept equal")
                    .isEqualTo("5000");
            assertThat(deployed(database, folder, waiting.number())
                            .rollback(lost)
                            .differences())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPlanIsAppliedAndTakenBackAndItsAccountRemoved(int version) {
        try (TestDatabase database = shop(version)) {
            PlanFolder folder = Plans.shop(database.server());
            Migrator migrator = migrator(database, folder);
            Migrator.Result there = migrator.apply();
            assertThat(there.done()).isEqualTo(folder.plan().steps().size());
            assertThat(there.differences()).isEmpty();
            assertThat(Plans.value(
                            database,
                            "select count(*) || ' ' || sum(total) from orders where status in ('open', 'paid')"))
                    .isEqualTo("5000 12502500.00");
            assertThat(migrator.apply()).isEqualTo(new Migrator.Result(0, List.of()));
            assertThatThrownBy(() -> migrator.rollback(Set.of()))
                    .hasMessageContaining("the way back loses")
                    .isInstanceOfSatisfying(
                            PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED));
            assertThat(migrator.rollback(Plans.lost(folder)).differences()).isEmpty();
            assertThat(Plans.value(
                            database,
                            "select count(*) || ' ' || sum(total) from orders where state in ('open', 'paid')"))
                    .isEqualTo("5000 12502500.00");
            assertThat(migrator.rollback(Set.of())).isEqualTo(new Migrator.Result(0, List.of()));
            MigrationAccount.Status status = MigrationAccount.status(Plans.target(database), "");
            assertThat(status.history())
                    .extracting(Run::direction)
                    .containsExactly(Direction.ROLLBACK, Direction.APPLY);
            assertThat(status.history()).extracting(Run::state).containsExactly(State.DONE, State.DONE);
            assertThat(status.runner()).isNull();
            assertThat(MigrationAccount.uninstall(Plans.target(database))).isTrue();
            assertThat(MigrationAccount.uninstall(Plans.target(database))).isFalse();
            assertThat(Plans.value(database, "select count(*) from pg_namespace where nspname = 'pgwright'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void fromEveryStepTheWayBackLeadsHomeAndTheWayThereToTheEnd() {
        try (TestDatabase database = shop(18)) {
            PlanFolder folder = Plans.shop(database.server());
            for (int step = 1; step < folder.plan().steps().size(); step++) {
                stopBehind(database, folder, step);
                assertThat(migrator(database, folder)
                                .rollback(Plans.lost(folder))
                                .differences())
                        .as("back from step " + step)
                        .isEmpty();
            }
            stopBehind(database, folder, 4);
            assertThat(migrator(database, folder).apply().done())
                    .isEqualTo(folder.plan().steps().size() - 4);
            assertThat(differences(database, folder, true)).isEmpty();
        }
    }

    @Test
    void aChangeInPhasesIsStoppedAnywhereAndLeadsBothWays() {
        String before = "create table readings (id bigint primary key, value int, note text);";
        String rows = "insert into readings select n, n, 'n' || n from generate_series(1, 12000) n;";
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(before + rows);
            PlanFolder folder = Plans.folder(
                    database.server(),
                    before,
                    "create table readings (id bigint primary key, value bigint, note text);");
            String sum = "select count(*) || ' ' || sum(value) || ' ' || count(distinct note) from readings";
            String expected = Plans.value(database, sum);
            assertThat(folder.plan().steps())
                    .hasSizeGreaterThan(2)
                    .anyMatch(step -> step.mode() == Mode.NO_TRANSACTION);
            for (int step = 1; step < folder.plan().steps().size(); step++) {
                stopBehind(database, folder, step);
                assertThat(migrator(database, folder)
                                .rollback(Plans.lost(folder))
                                .differences())
                        .as("back from step " + step)
                        .isEmpty();
                assertThat(Plans.value(database, sum)).isEqualTo(expected);
            }
            assertThat(migrator(database, folder).apply().differences()).isEmpty();
            assertThat(Plans.value(database, sum)).isEqualTo(expected);
            assertThat(migrator(database, folder).rollback(Plans.lost(folder)).differences())
                    .isEmpty();
            assertThat(Plans.value(database, sum)).isEqualTo(expected);
        }
    }

    @Test
    void whoHoldsALockIsNamedAndTheRunGoesOnWhenItIsGone() throws Exception {
        try (TestDatabase database = shop(18);
                Session holder = Session.of(database.connect())) {
            PlanFolder folder = Plans.shop(database.server());
            holder.execute("BEGIN");
            holder.execute("LOCK TABLE customers IN ACCESS SHARE MODE");
            assertThatThrownBy(() -> migrator(database, folder).apply())
                    .hasMessageContaining("gave up after 2 s of waiting for locks; session")
                    .hasMessageContaining("idle in transaction for")
                    .hasMessageContaining("LOCK TABLE customers")
                    .isInstanceOfSatisfying(
                            PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPED));
            List<String> tries = new ArrayList<>();
            ApplyListener listener = new ApplyListener() {
                @Override
                public void again(Unit unit, String why) {
                    tries.add(why);
                    holder.execute("ROLLBACK");
                }
            };
            Migrator migrator = new Migrator(Plans.target(database), folder, HASTY, listener, () -> false);
            assertThat(migrator.apply().differences()).isEmpty();
            assertThat(tries.get(0)).contains("canceling statement due to lock timeout");
        }
    }

    @Test
    void aRunIsPausedAndResumedByCommand() throws Exception {
        try (TestDatabase database = shop(18)) {
            PlanFolder folder = Plans.shop(database.server());
            Postgres target = Plans.target(database);
            List<String> notes = new ArrayList<>();
            ApplyListener listener = new ApplyListener() {
                @Override
                public void done(Unit unit) {
                    if (unit.number() == 2) {
                        MigrationAccount.pause(target, "");
                    }
                }

                @Override
                public void note(String text) {
                    notes.add(text);
                    MigrationAccount.Status status = MigrationAccount.status(target, "");
                    assertThat(status.runner()).contains("session");
                    assertThat(status.latest()).isNotNull();
                    assertThat(status.latest().request()).isEqualTo(Run.Request.PAUSE);
                    assertThat(status.latest().done()).isEqualTo(2);
                    CompletableFuture.runAsync(
                            () -> MigrationAccount.resume(target, ""),
                            CompletableFuture.delayedExecutor(600, TimeUnit.MILLISECONDS, Background.THREADS));
                }
            };
            Migrator migrator = new Migrator(target, folder, HASTY, listener, () -> false);
            assertThat(migrator.apply().differences()).isEmpty();
            assertThat(notes).containsExactly("paused by command; 'pgwright migrate resume' lets it go on");
        }
    }

    @Test
    void aPlanThatChangesNothingButRowsIsAppliedOnce() {
        String schema = "create table counters (id bigint primary key, n int not null);";
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(schema + "insert into counters select i, 0 from generate_series(1, 50) i");
            PlanFolder folder = Plans.script(database.server(), schema, "update counters set n = n + 1;");
            for (int i = 0; i < 2; i++) {
                Migrator migrator =
                        new Migrator(Plans.target(database), folder, HASTY, ApplyListener.NONE, () -> false);
                Migrator.Result result = migrator.apply();
                assertThat(result.done() == 0).isEqualTo(i == 1);
                assertThat(result.differences()).isEmpty();
            }
            try (Session session = Session.of(database.connect())) {
                assertThat(session.rows("select sum(n) from counters").single()).isEqualTo("50");
            }
        }
    }

    @Test
    void anAbortedRunIsTakenBackOrResumed() {
        try (TestDatabase database = shop(18)) {
            PlanFolder folder = Plans.shop(database.server());
            Postgres target = Plans.target(database);
            ApplyListener aborts = behind(unit -> {
                if (unit.number() == 3) {
                    MigrationAccount.abort(target, "");
                }
            });
            Migrator migrator = new Migrator(target, folder, HASTY, aborts, () -> false);
            assertThatThrownBy(migrator::apply).hasMessageContaining("aborted by command");
            assertThatThrownBy(migrator::apply).hasMessageContaining("the plan was aborted by command");
            assertThatThrownBy(() -> MigrationAccount.uninstall(target)).hasMessageContaining("a plan is under way");
            MigrationAccount.resume(target, "");
            stopBehind(database, folder, 5);
            MigrationAccount.abort(target, "");
            assertThat(migrator(database, folder).rollback(Plans.lost(folder)).differences())
                    .isEmpty();
        }
    }

    @Test
    void aRunThatWaitsForALockIsAbortedBeforeItTriesAgain() {
        try (TestDatabase database = shop(18);
                Session holder = Session.of(database.connect())) {
            PlanFolder folder = Plans.shop(database.server());
            Postgres target = Plans.target(database);
            holder.execute("BEGIN");
            holder.execute("LOCK TABLE customers IN ACCESS SHARE MODE");
            List<String> tries = new ArrayList<>();
            ApplyListener aborts = new ApplyListener() {
                @Override
                public void again(Unit unit, String why) {
                    tries.add(why);
                    MigrationAccount.abort(target, "");
                }
            };
            Migrator migrator = new Migrator(target, folder, HASTY, aborts, () -> false);
            assertThatThrownBy(migrator::apply).hasMessageContaining("aborted by command");
            assertThat(tries).hasSize(1);
        }
    }

    @Test
    void aRunnerThatLostItsLockOrItsTokenDoesNothingMore() {
        try (TestDatabase database = shop(18)) {
            PlanFolder folder = Plans.shop(database.server());
            Postgres target = Plans.target(database);
            ApplyListener takesOver = behind(unit -> {
                if (unit.number() == 2) {
                    database.execute("update pgwright.runner set token = gen_random_uuid()");
                }
            });
            assertThatThrownBy(() -> new Migrator(target, folder, HASTY, takesOver, () -> false).apply())
                    .hasMessageContaining("another runner has taken over this run");
            ApplyListener endsGuard = behind(unit -> {
                if (unit.number() == 4) {
                    database.execute(
                            "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory'");
                }
            });
            assertThatThrownBy(() -> new Migrator(target, folder, HASTY, endsGuard, () -> false).apply())
                    .hasMessageContaining("the run broke off")
                    .isInstanceOfSatisfying(
                            PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPED));
            Run latest = MigrationAccount.status(target, "").latest();
            assertThat(latest).isNotNull();
            assertThat(latest.done()).isEqualTo(4);
            assertThat(migrator(database, folder).apply().differences()).isEmpty();
        }
    }

    @Test
    void aStatementThatIsRefusedEndsTheRunWithNothingHalfDone() {
        try (TestDatabase database = shop(18)) {
            database.execute("insert into customers (email, name) values ('c1@example.org', 'twice')");
            PlanFolder folder = Plans.folder(
                    database.server(),
                    Plans.SHOP,
                    Plans.SHOP + "create unique index customers_email on customers (email);");
            Migrator migrator = migrator(database, folder);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(migrator::apply)
                        .hasMessageContaining("could not create unique index")
                        .hasMessageContaining("Key (email)=(c1@example.org) is duplicated")
                        .isInstanceOfSatisfying(
                                PgwrightException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPED));
            }
            assertThat(migrator.rollback(Plans.lost(folder)).differences()).isEmpty();
            database.execute("delete from customers where name = 'twice'");
            assertThat(migrator.apply().differences()).isEmpty();
        }
    }

    @Test
    void aLookAtWhatWouldHappenChangesNothing() {
        try (TestDatabase database = shop(18);
                Session holder = Session.of(database.connect())) {
            PlanFolder folder = Plans.shop(database.server());
            holder.execute("BEGIN");
            holder.execute("LOCK TABLE customers IN ACCESS SHARE MODE");
            Migrator.Preview preview = migrator(database, folder).previewApply();
            assertThat(preview.units()).hasSameSizeAs(folder.plan().steps());
            assertThat(preview.continued()).isFalse();
            assertThat(Plans.value(database, "select count(*) from pg_namespace where nspname = 'pgwright'"))
                    .isEqualTo("0");
        }
    }
}
