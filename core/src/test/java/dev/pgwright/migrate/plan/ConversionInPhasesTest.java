package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A column gets a type that does not hold all values of the old one, without a table that is written anew at once. */
@Tag("laws")
class ConversionInPhasesTest {
    private static final String ORDERS = """
            create table orders (
                id bigint generated always as identity primary key,
                code text not null default '0' unique check (code <> ''),
                note text);
            create index orders_note on orders (code, note) where code <> '0';
            create view noted as select id, code from orders where note is not null;
            alter table orders enable row level security;
            create policy known on orders using (code <> '');
            """;

    private static final Said INTEGER = new Said(Map.of("public.orders.code", "code::integer"), Map.of());

    private static List<String> stages(MigrationPlan plan) {
        return plan.steps().stream()
                .map(step -> step.title().replaceFirst(" \\(\\d+ of \\d+\\)", ""))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aTextBecomesANumberWithAllThatStandsOnIt(int version) {
        String after =
                ORDERS.replace("code text", "code integer").replace("'0'", "0").replace("code <> ''", "code > 0");
        MigrationPlan plan = PlanLaw.provenWithConversions(version, ORDERS, after, INTEGER, Set.of());
        assertThat(stages(plan))
                .containsExactly(
                        "check that column public.orders.code becomes integer",
                        "expand column public.orders.code by one of type integer",
                        "make column public.orders.code ready for type integer",
                        "switch column public.orders.code to type integer",
                        "contract column public.orders.code, which was of type text");
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
        assertThat(plan.losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(200)|varchar(50)",
                "numeric(12,4)|numeric(10,2)",
                "json|jsonb",
                "bigint|integer",
            })
    void whatPostgresCastsByItselfNeedsNoWord(String from, String to) {
        String table = "create table orders (id int primary key, code %s);";
        MigrationPlan plan =
                PlanLaw.provenWithConversions(18, table.formatted(from), table.formatted(to), Said.NOTHING, Set.of());
        assertThat(stages(plan)).hasSize(5);
        assertThat(plan.losses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPartitionedTableChangesATypeInPhases(int version) {
        String table = """
                create table orders (id int, at date, code %s not null, primary key (id, at)) partition by range (at);
                create table orders_1 partition of orders for values from ('2026-01-01') to ('2026-02-01');
                create table orders_2 partition of orders for values from ('2026-02-01') to ('2026-03-01');
                create index orders_code on orders (code, at);
                alter index orders_1_code_at_idx rename to first_code;
                """;
        MigrationPlan plan = PlanLaw.provenWithConversions(
                version, table.formatted("text"), table.formatted("bigint"), bigint(), Set.of());
        assertThat(stages(plan)).hasSize(5);
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
        MigrationPlan wider = PlanLaw.proven(version, table.formatted("integer"), table.formatted("bigint"));
        assertThat(stages(wider)).hasSize(3);
        assertThat(wider.steps()).noneMatch(PlanStep::blocks);
        assertThat(wider.steps().stream()
                        .map(PlanStep::run)
                        .filter(run -> run.stream().anyMatch(sql -> sql.startsWith("DROP TRIGGER"))))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run)
                        .containsSubsequence(
                                "LOCK TABLE public.orders IN ACCESS EXCLUSIVE MODE",
                                run.stream()
                                        .filter(sql -> sql.startsWith("DROP TRIGGER"))
                                        .findFirst()
                                        .orElseThrow()));
    }

    /** PostgreSQL names that of the partition where a row does not fit. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void foreignKeysOfPartitionsHaveTheirNamesBehindIt(int version) {
        String table = """
                create table nodes (
                    id bigint, area int, up %1$s, primary key (id, area),
                    constraint parent foreign key (up, area) references nodes) partition by list (area);
                create table nodes_0 partition of nodes for values in (0);
                create table kinds (id %1$s primary key);
                create table leaves (kind %1$s constraint of_kind references kinds) partition by hash (kind);
                create table leaves_0 partition of leaves for values with (modulus 1, remainder 0);
                """;
        MigrationPlan plan = PlanLaw.proven(
                version,
                table.formatted("int"),
                table.formatted("bigint").replace("leaves (kind bigint", "leaves (kind int"));
        assertThat(plan.steps().stream().flatMap(step -> step.run().stream()))
                .contains(
                        "ALTER TABLE public.nodes_0 RENAME CONSTRAINT parent_shadow TO parent",
                        "ALTER TABLE public.leaves_0 RENAME CONSTRAINT of_kind_shadow TO of_kind");
    }

    /** Why a plan locks a partitioned table before it takes a trigger from it. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aTriggerIsTakenFromPartitionsBeforeTheirTable(int version) throws Exception {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Session client = Session.of(database.connect());
                Session plan = Session.of(database.connect())) {
            database.execute("""
                    create table t (n int) partition by list (n);
                    create table t_1 partition of t for values in (1);
                    create function f() returns trigger language plpgsql as 'begin return null; end';
                    create trigger g after insert on t for each row execute function f();
                    """);
            client.execute("set deadlock_timeout = '1h'");
            plan.execute("set deadlock_timeout = '50ms'");
            client.execute("begin");
            client.execute("lock table only t in row exclusive mode");
            CompletableFuture<Session.Attempt> dropped =
                    CompletableFuture.supplyAsync(() -> plan.attempt("drop trigger g on t"), Background.THREADS);
            try (Session other = Session.of(database.connect())) {
                // it has the partition and waits for the table
                while (!other.rows("select count(*) from pg_locks where not granted")
                        .single()
                        .equals("1")) {
                    Thread.sleep(10);
                }
            }
            client.execute("lock table only t_1 in access share mode");
            assertThat(dropped.get().failure())
                    .hasValueSatisfying(
                            failure -> assertThat(failure.sqlState()).isEqualTo("40P01"));
            client.execute("rollback");
        }
    }

    private static Said bigint() {
        return new Said(Map.of("public.orders.code", "code::bigint"), Map.of());
    }

    @Test
    void aTextBecomesAnEnumThatThePlanMakes() {
        String before = "create table orders (id int primary key, state text not null default 'open');";
        String after = "create type state as enum ('open', 'paid');" + before.replace("state text", "state state");
        MigrationPlan plan = PlanLaw.provenWithConversions(
                18, before, after, new Said(Map.of("public.orders.state", "state::state"), Map.of()), Set.of());
        assertThat(stages(plan)).hasSize(6);
        assertThat(plan.steps()).noneMatch(PlanStep::blocks);
    }

    @Test
    void numbersBecomePointsInTimeAsTheUserSays() {
        String table = "create table orders (id int primary key, made_at %s not null);";
        MigrationPlan plan = PlanLaw.provenWithConversions(
                18,
                table.formatted("bigint"),
                table.formatted("timestamptz"),
                new Said(
                        Map.of("public.orders.made_at", "to_timestamp(made_at / 1000.0)"),
                        Map.of("public.orders.made_at", "(extract(epoch from made_at) * 1000)::bigint")),
                Set.of());
        assertThat(stages(plan)).hasSize(5);
    }

    @Test
    void anAllowedLossIsNotLookedForAndNamed() {
        String table = "create table orders (id int primary key, code %s);";
        MigrationPlan plan = PlanLaw.provenWithConversions(
                18,
                table.formatted("numeric(12,4)"),
                table.formatted("numeric(10,2)"),
                Said.NOTHING,
                Set.of("public.orders.code"));
        assertThat(stages(plan)).hasSize(3);
        assertThat(plan.steps().get(plan.steps().size() - 2).awaits())
                .containsExactly("all running code reads column public.orders.code in either type, and writes only what"
                        + " becomes numeric(10,2)");
        assertThat(plan.losses()).extracting(Loss::object).containsExactly("public.orders.code");
    }

    @Test
    void whatCannotBeDoneInPhasesIsDoneAsTheUserSays() {
        MigrationPlan plan = PlanLaw.provenWithConversions(
                18, "create table orders (code text);", "create table orders (code integer);", INTEGER, Set.of());
        assertThat(plan.steps())
                .extracting(PlanStep::run)
                .containsExactly(
                        List.of("ALTER TABLE public.orders ALTER COLUMN code TYPE integer USING" + " (code)::integer"));
    }

    @Test
    void whatNobodyKnowsIsAsked() {
        String table = "create table orders (id int primary key, code %s, region text);";
        assertRefused(
                table,
                "text",
                "integer",
                Said.NOTHING,
                ErrorCode.REFUSED,
                "column public.orders.code: nothing says how text becomes integer: PostgreSQL has no cast for it that it"
                        + " makes by itself\n  say it: --convert 'public.orders.code=code::integer'");
        assertRefused(
                table,
                "timestamp",
                "timestamptz",
                Said.NOTHING,
                ErrorCode.REFUSED,
                "column public.orders.code: nothing says how timestamp becomes timestamptz: it depends on the settings of"
                        + " a session\n"
                        + "  say it: --convert 'public.orders.code=code AT TIME ZONE '\\''UTC'\\'''");
        assertRefused(
                table,
                "timestamptz",
                "date",
                Said.NOTHING,
                ErrorCode.REFUSED,
                "nothing says how timestamptz becomes date: it depends on the settings of a session");
        assertRefused(
                table,
                "integer",
                "uuid",
                Said.NOTHING,
                ErrorCode.REFUSED,
                "column public.orders.code: nothing says how integer becomes uuid: PostgreSQL has no cast for it that it"
                        + " makes by itself\n  say it: --convert 'public.orders.code=EXPRESSION'");
    }

    @Test
    void whatTheServerDoesNotTakeIsRefused() {
        String table = "create table orders (id int primary key, code %s, region text);";
        refusesSaid(table, "cod::integer", "column \"cod\" does not exist");
        refusesSaid(table, "code::date", "it is of type date");
        refusesSaid(table, "(random() * 10)::integer", "it does not give the same for the same row each time");
        refusesSaid(table, "(select max(id) from orders)", "cannot use subquery in column generation expression");
        refusesSaid(table, "code::integer) from orders where (true", "is no expression");
        assertRefused(
                table,
                "text",
                "integer",
                new Said(Map.of("public.orders.cod", "code::integer"), Map.of()),
                ErrorCode.USAGE,
                "column public.orders.cod: a conversion is said of it, but it neither changes its type nor comes or"
                        + " goes");
    }

    private static void refusesSaid(String table, String expression, String because) {
        assertRefused(
                table,
                "text",
                "integer",
                new Said(Map.of("public.orders.code", expression), Map.of()),
                ErrorCode.USAGE,
                because);
    }

    private static void assertRefused(
            String table, String from, String to, Said said, ErrorCode code, String... texts) {
        assertThatThrownBy(() ->
                        PlanLaw.provenWithConversions(18, table.formatted(from), table.formatted(to), said, Set.of()))
                .isInstanceOfSatisfying(PgwrightException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    String text = String.join(
                            "\n",
                            refused.problems().stream()
                                    .map(each -> each.place() + ": " + each.message()
                                            + (each.hint() == null ? "" : "\n  " + each.hint()))
                                    .toList());
                    assertThat(text).contains(texts);
                });
    }
}
