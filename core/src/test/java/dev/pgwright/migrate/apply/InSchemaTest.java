package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.live.ReadOptions;
import dev.pgwright.migrate.apply.Migrator.Result;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plan that was made for one schema is run on another one of the same form, and nothing else is touched. */
class InSchemaTest {
    private static final ApplyOptions DEPLOYED =
            new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2), Pace.DEFAULT, null, 1000);

    private static final String BEFORE = """
            create type mood as enum ('public', 'private');
            create domain code as text check (value <> '');
            create table customers (id int generated always as identity primary key, name text, code code);
            create table orders (
                id serial primary key,
                customer_id int not null references customers,
                note text,
                state mood not null default 'public');
            comment on table orders is 'Not public.orders of the shop before';
            create function touch() returns trigger language plpgsql as
                $$ begin perform 1 from public.customers where id = new.customer_id; return new; end $$;
            create trigger touch before insert on orders for each row execute function touch();
            create view open_orders as select o.id, c.name from orders o join customers c on c.id = o.customer_id
                where state = 'public';
            """;

    private static final String AFTER = BEFORE.replace("id serial", "id bigserial")
                    .replace("note text", "remark text")
                    .replace("name text", "name text not null unique")
            + """
            create table lines (order_id bigint references orders, n int check (n > 0), primary key (order_id, n));
            create index orders_remark on orders (remark);
            comment on table lines is 'What public.orders consists of';
            create function total(bigint) returns bigint language sql as
                'select count(*) from public.lines where order_id = $1';
            """;

    private static void tenant(TestDatabase database, String schema, String tables) {
        database.execute("create schema " + schema + "; set search_path = " + schema + ";"
                + tables.replace("public.", schema + ".").replace("Not " + schema, "Not public")
                + "insert into customers (name) values ('a'), ('b');"
                + "insert into orders (customer_id, note) values (1, 'x'), (2, 'y'), (2, null);");
    }

    private static Catalog of(TestDatabase database, String schema) {
        try (Session session = Session.of(database.connect())) {
            return CatalogReader.read(session, ReadOptions.schemas(schema));
        }
    }

    private static Migrator migrator(TestDatabase database, PlanFolder plan, String schema) {
        return new Migrator(Plans.target(database), plan.in(schema), DEPLOYED, ApplyListener.NONE, () -> false);
    }

    private static Result back(TestDatabase database, PlanFolder plan) {
        ApplyOptions deployed = new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2), Pace.DEFAULT, null, 1);
        return new Migrator(Plans.target(database), plan, deployed, ApplyListener.NONE, () -> false)
                .rollback(Plans.lost(plan));
    }

    @Test
    void aSchemaOfTheSameFormIsLedThereAndBackWhileItsNeighboursStay() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            PlanFolder plan = Plans.withRenamesInPhases(database.server(), BEFORE, AFTER);
            tenant(database, "\"Tenant 7\"", BEFORE);
            tenant(database, "tenant_8", BEFORE);
            Catalog before = of(database, "Tenant 7");
            Catalog neighbour = of(database, "tenant_8");

            Result applied = migrator(database, plan, "Tenant 7").apply();
            assertThat(applied.done()).isEqualTo(12);
            assertThat(applied.differences()).isEmpty();
            assertThat(Plans.value(database, "select string_agg(remark, ',' order by id) from \"Tenant 7\".orders"))
                    .isEqualTo("x,y");
            assertThat(Plans.value(database, "select count(*) from \"Tenant 7\".open_orders"))
                    .isEqualTo("3");
            assertThat(of(database, "tenant_8")).isEqualTo(neighbour);
            assertThat(migrator(database, plan, "Tenant 7").apply().done()).isZero();

            Result back = back(database, plan.in("Tenant 7"));
            assertThat(back.differences()).isEmpty();
            assertThat(Drift.differences(before, of(database, "Tenant 7"))).isEmpty();
            assertThat(Plans.value(database, "select string_agg(note, ',' order by id) from \"Tenant 7\".orders"))
                    .isEqualTo("x,y");
            assertThat(of(database, "tenant_8")).isEqualTo(neighbour);
        }
    }

    @Test
    void aPlanOfATenantIsAppliedToPublicAsWell() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            String tables = "create table acme.t (id int primary key);";
            PlanFolder plan = Plans.folder(
                    database.server(),
                    "create schema acme;" + tables,
                    "create schema acme;" + tables + "create index t_i on acme.t ((id + 1));");
            database.execute("create table t (id int primary key)");
            assertThat(migrator(database, plan, "public").apply().differences()).isEmpty();
            assertThat(Plans.value(database, "select indexdef from pg_indexes where indexname = 't_i'"))
                    .isEqualTo("CREATE INDEX t_i ON public.t USING btree (((id + 1)))");
        }
    }

    @Test
    void aSchemaOfAnotherFormIsRefused() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            PlanFolder plan =
                    Plans.folder(database.server(), "create table t (id int);", "create table t (id int, n int);");
            database.execute("create schema acme; create table acme.t (id text)");
            assertThatThrownBy(() -> migrator(database, plan, "acme").apply())
                    .hasMessageContaining("the database is not what the plan begins with")
                    .extracting(e -> ((PgwrightException) e).problems().get(1).message())
                    .isEqualTo("column acme.t.id has type text instead of integer");
            assertThatThrownBy(() -> migrator(database, plan, "nobody").apply())
                    .hasMessageContaining("there is no schema of this name");
        }
    }

    @Test
    void whatIsNotAboutOneSchemaIsRefused() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            String two = "create schema a; create table a.t (id int); create table t (id int);";
            assertThatThrownBy(() -> Plans.folder(database.server(), two, two + "create table u ();")
                            .in("b"))
                    .hasMessageContaining("the plan is about schemas a, public");
            assertThatThrownBy(() -> Plans.folder(database.server(), "", "create schema a; create table a.t ();")
                            .in("b"))
                    .hasMessageContaining("makes a schema");
            String dynamic = "create function f() returns void language sql set search_path = public as 'select 1';";
            assertThatThrownBy(
                            () -> Plans.folder(database.server(), "create table t ();", "create table t ();" + dynamic)
                                    .in("b"))
                    .hasMessageContaining("speaks of schema public as data");
            String self = "create table public (id int);";
            assertThatThrownBy(() -> Plans.folder(database.server(), self, self + "create table t ();")
                            .in("b"))
                    .hasMessageContaining("schema public has a relation of its own name");
        }
    }
}
