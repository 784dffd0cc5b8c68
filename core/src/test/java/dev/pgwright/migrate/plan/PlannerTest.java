package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.server.LockMode;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change is made in the form that a table in use can bear, leads where it should, and leads back. */
class PlannerTest {
    private static final String SHOP = """
            create table customers (id bigint generated always as identity primary key, email text, name varchar(80));
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null,
                state text,
                total numeric(12, 2));
            create index orders_state on orders (state);
            """;

    private static List<String> steps(MigrationPlan plan) {
        return plan.steps().stream()
                .map(step -> (step.mode() == Mode.TRANSACTION ? "in one: " : "outside: ") + step.title())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aForeignKeyIsAddedNotValidAndThenValidated(int version) {
        MigrationPlan plan = PlanLaw.proven(
                version, SHOP, SHOP + "alter table orders add foreign key (customer_id) references customers (id);");
        assertThat(plan.steps())
                .extracting(PlanStep::run)
                .containsExactly(
                        List.of("ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY"
                                + " (customer_id) REFERENCES public.customers (id) NOT VALID"),
                        List.of("ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey"));
        assertThat(plan.steps().stream().filter(PlanStep::blocks).map(PlanStep::title))
                .isEmpty();
        assertThat(plan.steps())
                .allSatisfy(step -> assertThat(step.back())
                        .extracting(SafeForm.Part::statements)
                        .containsExactly(List.of("ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_fkey")));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyChangeOfATableInUseHasItsSafeForm(int version) {
        MigrationPlan plan = PlanLaw.proven(version, SHOP, """
                create table customers (
                    id bigint generated always as identity primary key,
                    email text not null unique,
                    name varchar(120));
                create table orders (
                    id bigint generated always as identity primary key,
                    customer_id bigint not null references customers,
                    status text check (status <> ''),
                    total numeric(12, 2),
                    made_at timestamptz not null default now());
                create index orders_status on orders (status, made_at);
                create table lines (order_id bigint references orders, n int, primary key (order_id, n));
                create view open_orders as select * from orders where status = 'open';
                """);
        String notNull = "create not null public.customers.email";
        List<String> notNullSteps = version == 18
                ? List.of("in one: " + notNull + " (1 of 2)", "in one: " + notNull + " (2 of 2)")
                : List.of(
                        "in one: " + notNull + " (1 of 3)",
                        "in one: " + notNull + " (2 of 3)",
                        "in one: " + notNull + " (3 of 3)");
        List<String> expected = new ArrayList<>();
        expected.add("in one: rename column public.orders.state to status");
        expected.add("in one: change column public.customers.name");
        expected.addAll(notNullSteps);
        expected.addAll(List.of(
                "outside: create unique constraint public.customers.customers_email_key (1 of 2)",
                "in one: create unique constraint public.customers.customers_email_key (2 of 2)",
                "in one: create table public.lines",
                "in one: create column public.orders.made_at",
                "outside: create index public.orders_status",
                "in one: create check public.orders.orders_status_check (1 of 2)",
                "in one: create check public.orders.orders_status_check (2 of 2)",
                "in one: create foreign key public.orders.orders_customer_id_fkey (1 of 2)",
                "in one: create foreign key public.orders.orders_customer_id_fkey (2 of 2)",
                "in one: create view public.open_orders",
                "outside: drop index public.orders_state"));
        assertThat(steps(plan)).isEqualTo(expected);
        assertThat(plan.steps().stream().filter(PlanStep::blocks).map(PlanStep::title))
                .isEmpty();
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.steps().get(1).backLoses())
                .extracting(MigrationPlan.Loss::what)
                .containsExactly("what does not fit when public.customers.name goes from character varying(120) to"
                        + " character varying(80)");
    }

    @Test
    void aDefaultThatIsComputedForEachRowIsFilledInByBatches() {
        MigrationPlan plan = PlanLaw.proven(18, SHOP, SHOP + """
                alter table orders add column seen timestamptz not null default clock_timestamp();
                """);
        assertThat(plan.steps())
                .extracting(step ->
                        step.locks().get(0).mode() + " " + step.locks().get(0).work())
                .containsExactly(
                        "ACCESS_EXCLUSIVE []",
                        "ROW_EXCLUSIVE [BATCHES]",
                        "ACCESS_EXCLUSIVE []",
                        "SHARE_UPDATE_EXCLUSIVE [SCAN]");
        assertThat(plan.steps()).noneMatch(PlanStep::blocks).noneMatch(PlanStep::opaque);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aKeyBecomesBigintInPhases(int version) {
        String schema = """
                create table customers (id %1$s generated always as identity primary key, email text);
                comment on column customers.id is 'counts up';
                create table orders (
                    id serial primary key,
                    customer_id %1$s not null references customers,
                    state text check (state <> ''));
                create index orders_customer on orders (customer_id, state) where customer_id > 10;
                alter table customers add constraint positive check (id > 0);
                create view known as select id, email from customers where email is not null;
                """;
        MigrationPlan plan = PlanLaw.proven(version, schema.formatted("integer"), schema.formatted("bigint"));
        assertThat(plan.steps().stream().filter(PlanStep::blocks).map(PlanStep::title))
                .isEmpty();
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.steps().stream()
                        .map(step -> step.title().replaceFirst(" \\(.*", ""))
                        .distinct())
                .containsSubsequence(
                        "expand column public.customers.id by one of type bigint",
                        "switch column public.customers.id to type bigint",
                        "contract column public.customers.id, which was of type integer");
    }

    @Test
    void aTableThatRefersToItselfAndHasTriggersChangesItsKeyInPhases() {
        String schema = """
                create table nodes (
                    id %1$s primary key,
                    parent %1$s constraint above references nodes deferrable initially deferred,
                    code text unique,
                    unique (id, code));
                create function checked() returns trigger language plpgsql as 'begin return new; end';
                create trigger checked before insert or update on nodes for each row execute function checked();
                create unique index on nodes (parent, code) include (id);
                """;
        MigrationPlan plan = PlanLaw.proven(18, schema.formatted("integer"), schema.formatted("bigint"));
        assertThat(plan.steps().stream().filter(PlanStep::blocks).map(PlanStep::title))
                .isEmpty();
    }

    @Test
    void whatAMaterializedViewReadsIsNotSwitched() {
        String schema = """
                create table readings (id bigint primary key, value %1$s);
                create materialized view known as select value, count(*) from readings group by value;
                """;
        MigrationPlan plan = PlanLaw.proven(18, schema.formatted("integer"), schema.formatted("bigint"));
        assertThat(plan.steps().stream().filter(PlanStep::blocks).map(PlanStep::title))
                .containsExactly("change column public.readings.value");
    }

    @Test
    void phasesGoWithRenames() {
        MigrationPlan plan = PlanLaw.proven(18, """
                create table orders (id int generated always as identity primary key, state text, note text);
                create index orders_state on orders (state);
                create view open_orders as select id, state from orders where state = 'open';
                """, """
                create table orders (
                    id bigint generated always as identity primary key,
                    status text check (status <> ''),
                    made_at timestamptz not null default clock_timestamp());
                create index orders_status on orders (status);
                create view open_orders as select id, status from orders where status = 'open';
                """);
        assertThat(plan.steps().stream().filter(PlanStep::blocks).map(PlanStep::title))
                .isEmpty();
    }

    @Test
    void whatIsLostIsNamed() {
        MigrationPlan plan = PlanLaw.proven(18, SHOP, """
                create table customers (id bigint generated always as identity primary key, email varchar(40));
                """);
        assertThat(plan.losses())
                .extracting(Loss::object)
                .containsExactlyInAnyOrder("public.orders", "public.customers.name", "public.customers.email");
    }

    @Test
    void aPlanIsReadAsItWasWrittenAndNotOtherwise() {
        MigrationPlan plan = PlanLaw.proven(18, SHOP, SHOP + "create index on customers (email);");
        String text = PlanFile.write(plan);
        assertThat(PlanFile.read(SourceFile.of("plan.yaml", text))).isEqualTo(plan);
        SourceFile edited = SourceFile.of("plan.yaml", text.replace("CONCURRENTLY customers", "customers"));
        assertThatThrownBy(() -> PlanFile.read(edited))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("edited after it was made");
    }

    @Test
    void thePublishedSchemaIsThatOfTheRecords() {
        Golden.assertMatches("../../../../../docs/plan.schema.json", PlanFile.schema());
    }

    @Test
    void workIsTimedByTheSizeOfTheTable() {
        Catalog from = PlanLaw.catalog(18, SHOP);
        Catalog to = PlanLaw.catalog(18, SHOP + "create index on customers (email);");
        DatabaseFacts none = DatabaseFacts.NONE;
        DatabaseFacts facts = new DatabaseFacts(
                "test",
                false,
                none.server(),
                List.of(TableFacts.of(QualifiedName.of("public", "customers"), 1_000_000_000, 250L << 30)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        MigrationPlan plan = Planner.plan(PlanLaw.request(PostgresFixture.sharedServer(18), from, to, facts));
        assertThat(plan.steps().get(0).locks().get(0).seconds()).satisfies(seconds -> {
            assertThat(seconds.least()).isBetween(600.0, 3600.0);
            assertThat(seconds.most()).isBetween(10 * seconds.least(), 100_000.0);
        });
        assertThat(plan.steps().get(0).locks().get(0).basis())
                .isEqualTo(
                        "256000.0 MB (test), read at 60 to 2000 MB/s and put into an index at 10 to 250 MB/s, which is"
                                + " assumed");
        MigrationPlan dropped = Planner.plan(PlanLaw.request(PostgresFixture.sharedServer(18), to, from, facts));
        assertThat(dropped.steps().get(0).locks())
                .allSatisfy(lock -> assertThat(lock.basis()).isNull());
        assertThat(dropped.steps().get(0).backLocks())
                .flatExtracting(PlanStep.PartLocks::locks)
                .anySatisfy(lock -> {
                    assertThat(lock.relation()).isEqualTo("public.customers");
                    assertThat(lock.mode()).isEqualTo(LockMode.SHARE_UPDATE_EXCLUSIVE);
                    assertThat(lock.seconds()).isNotNull();
                });
    }

    /** Before PostgreSQL 18 each partition gets it first, since the table takes none that is NOT VALID. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPartitionedTableGetsAForeignKey(int version) {
        String tables = "create table kinds (id int primary key);"
                + "create table leaves (kind int%s) partition by list (kind);"
                + "create table leaves_1 partition of leaves for values in (1);"
                + "create table leaves_2 partition of leaves for values in (2);";
        MigrationPlan plan =
                PlanLaw.proven(version, tables.formatted(""), tables.formatted(" constraint of_kind references kinds"));
        assertThat(plan.steps().stream()
                        .flatMap(step -> step.run().stream())
                        .filter(sql -> sql.endsWith(" NOT VALID"))
                        .map(sql -> sql.replaceFirst(" ADD CONSTRAINT.*", "")))
                .containsExactlyElementsOf(
                        version < 18
                                ? List.of("ALTER TABLE public.leaves_1", "ALTER TABLE public.leaves_2")
                                : List.of("ALTER TABLE public.leaves"));
    }
}
