package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.migrate.apply.Fleet.Target;
import dev.pgwright.migrate.apply.FleetRun.End;
import dev.pgwright.migrate.apply.FleetRun.Outcome;
import dev.pgwright.server.Postgres;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One plan on many databases: a canary, waves, several at a time, and no further once one has failed. */
class FleetTest {
    private static final ApplyOptions HASTY =
            new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2)).withDeployed(ApplyOptions.ALL);
    private static final String BEFORE = "create table t (id bigint primary key, n int);";
    private static final String AFTER =
            "create table t (id bigint primary key, n int not null); create index t_n on t (n);";

    private static Fleet fleet(String text) {
        return Fleet.read(SourceFile.of("fleet.yaml", text));
    }

    private static List<List<String>> waves(Fleet fleet) {
        return fleet.inWaves().stream()
                .map(wave -> wave.stream().map(Target::title).toList())
                .toList();
    }

    private static String targets(int count) {
        return "targets:\n"
                + IntStream.range(0, count)
                        .mapToObj(n -> "  - {name: d" + n + ", db: dbname=d" + n + "}\n")
                        .collect(Collectors.joining());
    }

    @Test
    void theCanaryComesFirstThenTheWaves() {
        assertThat(waves(fleet(targets(4)))).containsExactly(List.of("d0"), List.of("d1", "d2", "d3"));
        assertThat(waves(fleet("canary: 0\n" + targets(2)))).containsExactly(List.of("d0", "d1"));
        assertThat(waves(fleet("canary: 2\nwaves: [1, 2]\nparallel: 3\n" + targets(7))))
                .containsExactly(List.of("d0"), List.of("d1"), List.of("d2"), List.of("d3", "d4"), List.of("d5", "d6"));
    }

    @Test
    void aTargetWithoutANameIsCalledByItsAddressWithoutThePassword() {
        Fleet fleet = fleet("""
                targets:
                  - {db: "postgresql://app:secret@eu.example/shop?sslpassword=secret&sslmode=require"}
                  - {db: service=shop_us}
                  - {db: dbname=asia password='se cret', name: asia}
                """);
        assertThat(waves(fleet))
                .containsExactly(
                        List.of("user=app host=eu.example dbname=shop sslmode=require"),
                        List.of("service=shop_us", "asia"));
    }

    @Test
    void whatCannotBeAFleetIsSaid() {
        assertThatThrownBy(() -> fleet("targets: []")).hasMessageContaining("it has no targets");
        assertThatThrownBy(() -> fleet("targets:\n  - {db: dbname=a}\n  - {db: dbname=a}"))
                .hasMessageContaining("it names dbname=a twice");
        assertThatThrownBy(() -> fleet("parallel: 0\n" + targets(1))).hasMessageContaining("numbers above 0");
        assertThatThrownBy(() -> fleet("wave: 1\n" + targets(1))).hasMessageContaining("wave");
    }

    @Test
    void nothingIsBegunBehindAFailureAndTheSameCommandGoesOn() {
        List<TestDatabase> databases = IntStream.range(0, 6)
                .mapToObj(n -> PostgresFixture.newDatabase(18))
                .toList();
        databases.forEach(database -> database.execute(BEFORE + "insert into t values (1, 1)"));
        databases.get(2).execute("insert into t values (2, null)");
        PlanFolder plan = Plans.folder(databases.get(0).server(), BEFORE, AFTER);
        Fleet fleet = fleet("waves: [3, 2]\nparallel: 2\n" + targets(6));
        List<String> seen = new ArrayList<>();
        FleetRun.View view = new FleetRun.View() {
            @Override
            public void wave(int number, int all, List<Target> targets) {
                seen.add(number + " of " + all + ": " + targets.size());
            }

            @Override
            public void done(Target target, Outcome outcome, int done, int all) {
                seen.add(done + "/" + all);
            }
        };
        FleetRun.Work work = (target, listener) -> new Migrator(
                        Plans.target(databases.get(fleet.targets().indexOf(target))),
                        plan,
                        HASTY,
                        listener,
                        () -> false)
                .apply();
        List<Outcome> first =
                List.copyOf(new FleetRun(fleet, work, view, sql -> {}).run().values());
        List<End> ends = first.stream().map(Outcome::end).toList();
        assertThat(ends.get(0)).isEqualTo(End.APPLIED);
        assertThat(ends.get(1)).isEqualTo(End.APPLIED);
        assertThat(ends.get(2)).isEqualTo(End.FAILED);
        assertThat(ends.subList(4, 6)).containsOnly(End.NOT_BEGUN);
        assertThat(seen).startsWith("1 of 3: 1", "1/1", "2 of 3: 3").doesNotContain("3 of 3: 2");
        assertThat(first.get(2).text()).contains("null");

        databases.get(2).execute("delete from t where n is null");
        List<Outcome> second =
                List.copyOf(new FleetRun(fleet, work, view, sql -> {}).run().values());
        assertThat(second).allMatch(Outcome::isWell);
        assertThat(second.get(0).end()).isEqualTo(End.THERE);
        assertThat(second.get(2).end()).isEqualTo(End.APPLIED);
        databases.forEach(TestDatabase::close);
    }

    private static Fleet tenants(TestDatabase database, String text) {
        return fleet(text).withSchemas(target -> Plans.target(database));
    }

    private static void tenant(TestDatabase database, String schema) {
        database.execute("create schema " + schema + "; set search_path = " + schema + ";" + BEFORE
                + "insert into t values (1, 1)");
    }

    @Test
    void aNameWithAStarIsEachSchemaThatIsCalledSo() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            for (String schema : List.of("tenant_b", "tenant_a", "tenants", "other")) {
                database.execute("create schema " + schema);
            }
            assertThat(waves(tenants(database, """
                            targets:
                              - {db: dbname=x, name: eu, schema: other}
                              - {db: dbname=x, name: eu, schema: tenant_*}
                              - {db: dbname=x, name: eu, schema: tenant_b}
                              - {db: dbname=x}
                            """)))
                    .containsExactly(
                            List.of("eu schema other"),
                            List.of("eu schema tenant_a", "eu schema tenant_b", "dbname=x"));
            assertThatThrownBy(() -> tenants(database, "targets:\n  - {db: dbname=x, schema: acme_*}"))
                    .hasMessageContaining("the database has no schema of such a name");
        }
    }

    @Test
    void schemasOfOneDatabaseAreTargetsOfTheirOwn() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            for (int i = 0; i < 6; i++) {
                tenant(database, "tenant_" + i);
            }
            database.execute("insert into tenant_2.t values (2, null)");
            PlanFolder plan = Plans.folder(database.server(), BEFORE, AFTER);
            Fleet fleet =
                    tenants(database, "waves: [3, 2]\nparallel: 2\ntargets:\n  - {db: dbname=shop, schema: tenant_*}");
            FleetRun.Work work = (target, listener) -> new Migrator(
                            Plans.target(database),
                            plan.in(String.valueOf(target.schema())),
                            HASTY,
                            listener,
                            () -> false)
                    .apply();
            List<Outcome> first = List.copyOf(new FleetRun(fleet, work, new FleetRun.View() {}, sql -> {})
                    .run()
                    .values());
            assertThat(first.get(0).end()).isEqualTo(End.APPLIED);
            assertThat(first.get(2).end()).isEqualTo(End.FAILED);
            assertThat(first.get(5).end()).isEqualTo(End.NOT_BEGUN);
            assertThat(MigrationAccount.status(Plans.target(database), "").schemas())
                    .extracting(run -> run.schema() + " " + run.state())
                    .contains("tenant_0 DONE", "tenant_2 RUNNING")
                    .doesNotContain("tenant_5 RUNNING", "tenant_5 DONE");
            assertThatThrownBy(() ->
                            new Migrator(Plans.target(database), plan, HASTY, ApplyListener.NONE, () -> false).apply())
                    .hasMessageContaining("a plan is under way on schema tenant_2 of it");

            database.execute("delete from tenant_2.t where n is null");
            assertThat(new FleetRun(fleet, work, new FleetRun.View() {}, sql -> {})
                            .run()
                            .values())
                    .allMatch(Outcome::isWell);
            assertThat(Plans.value(database, "select count(*) from pg_indexes where indexname = 't_n'"))
                    .isEqualTo("6");
            assertThat(Plans.value(database, "select string_agg(direction || state, ',') from pgwright.runs"))
                    .isEqualTo("applydone,applydone,applydone,applydone,applydone,applydone");
        }
    }

    @Test
    void aRunnerKeepsOthersFromItsSchemaAndFromTheDatabase() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            Postgres server = Plans.target(database);
            try (Guard one = Guard.take(server, "a");
                    Guard other = Guard.take(server, "b")) {
                one.verify();
                other.verify();
                assertThatThrownBy(() -> Guard.take(server, "a"))
                        .hasMessageContaining("another runner is at work on this schema");
                assertThatThrownBy(() -> Guard.take(server, ""))
                        .hasMessageContaining("another runner is at work on this database");
            }
            try (Guard whole = Guard.take(server, "")) {
                whole.verify();
                assertThatThrownBy(() -> Guard.take(server, "a"))
                        .hasMessageContaining("another runner is at work on this schema");
            }
        }
    }
}
