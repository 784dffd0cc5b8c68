package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table in use gets another partitioning beside itself, and the way back gives the first one. */
@Tag("laws")
class TableInPhasesTest {
    private static final String CUSTOMERS =
            "create table customers (id bigint generated always as identity primary key, email text);\n";

    static final String COLUMNS = """
                id bigint generated always as identity,
                customer_id bigint not null references customers on delete cascade,
                state text not null default 'open' check (state <> ''),
                total numeric(12, 2),
                made_at timestamptz not null default now(),
            """;

    static final String PLAIN = CUSTOMERS + "create table orders (\n" + COLUMNS + "primary key (id));\n";

    static final String BY_RANGE = CUSTOMERS + "create table orders (\n" + COLUMNS + """
            primary key (id, made_at)) partition by range (made_at);
            create table orders_2025 partition of orders for values from ('2025-01-01') to ('2026-01-01');
            create table orders_2026 partition of orders for values from ('2026-01-01') to ('2027-01-01');
            """;

    private static List<String> stages(MigrationPlan plan) {
        return plan.steps().stream()
                .map(step -> step.title().replaceFirst(" \\(\\d+ of \\d+\\)", ""))
                .distinct()
                .toList();
    }

    /** Relations for whose users it takes the longer the more rows there are. */
    private static List<String> blocked(MigrationPlan plan) {
        return plan.steps().stream()
                .filter(PlanStep::blocks)
                .flatMap(step -> step.locks().stream())
                .filter(lock -> !lock.work().isEmpty())
                .map(lock -> lock.relation())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void byRange(int version) {
        MigrationPlan plan = PlanLaw.proven(version, PLAIN, BY_RANGE);
        assertThat(blocked(plan)).isEmpty();
        assertThat(plan.losses()).isEmpty();
        assertThat(stages(plan))
                .containsExactly(
                        "make table public.orders anew beside the old one, partitioned by range (made_at)",
                        "keep the new form of table public.orders equal and copy all rows",
                        "compare both forms of table public.orders",
                        "switch table public.orders to its new form, partitioned by range (made_at)",
                        "stop keeping the old form of table public.orders equal",
                        "drop the old form of table public.orders");
        assertThat(plan.steps().stream().flatMap(step -> step.awaits().stream()))
                .containsExactly("no running code says ON CONFLICT (id) of public.orders any more; ON CONFLICT (id,"
                        + " made_at) works before and behind it");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void backToOneTable(int version) {
        MigrationPlan plan = PlanLaw.proven(version, BY_RANGE, PLAIN);
        assertThat(blocked(plan)).isEmpty();
        assertThat(plan.losses()).isEmpty();
        assertThat(stages(plan)).contains("switch table public.orders to its new form, not partitioned");
        assertThat(plan.steps()).allMatch(step -> step.awaits().isEmpty());
    }

    /** All that stands on a table or is bound to it. */
    private static String shop(String partitioned, String partitions) {
        return CUSTOMERS + """
                create table orders (
                    id serial,
                    customer_id bigint not null references customers,
                    area text not null,
                    code text not null,
                    twice text generated always as (code || code) stored,
                    changed_at timestamptz,
                    primary key (id, area),
                    unique (code, area, id)) """ + partitioned + ";\n" + partitions + """
                comment on table orders is 'what was ordered';
                comment on column orders.area is 'of the customer';
                create index orders_changed on orders (changed_at) where changed_at is not null;
                create table lines (
                    order_id int not null,
                    area text not null,
                    n int not null,
                    primary key (order_id, area, n),
                    constraint lines_order foreign key (order_id, area) references orders on update cascade);
                create view changed as select id, area from orders where changed_at is not null;
                create view changed_here as select * from changed where area = 'here';
                create function touch() returns trigger language plpgsql as $$
                    begin new.changed_at := now(); return new; end $$;
                create trigger touch before update on orders for each row execute function touch();
                create function how_many() returns bigint language sql begin atomic select count(*) from orders; end;
                alter table orders enable row level security;
                create policy own on orders using (area = current_setting('shop.area', true));
                alter table lines enable row level security;
                create policy theirs on lines using (order_id in (select id from orders));
                grant select, insert, update, delete on orders to pg_monitor;
                grant select on changed to pg_monitor;
                """;
    }

    private static final String BY_LIST = shop("partition by list (area)", """
            create table orders_here partition of orders for values in ('here');
            create table orders_there partition of orders for values in ('there') partition by hash (id);
            create table orders_there_0 partition of orders_there for values with (modulus 2, remainder 0);
            create table orders_there_1 partition of orders_there for values with (modulus 2, remainder 1);
            create table orders_else partition of orders default;
            """);

    private static final String BY_HASH = shop("partition by hash (id, area)", """
            create table orders_0 partition of orders for values with (modulus 2, remainder 0);
            create table orders_1 partition of orders for values with (modulus 2, remainder 1);
            """);

    @ParameterizedTest
    @ValueSource(strings = {"list", "hash", "list to hash", "plain"})
    void withAllThatIsBoundToIt(String what) {
        String plain = shop("", "");
        MigrationPlan plan = switch (what) {
            case "list" -> PlanLaw.proven(18, plain, BY_LIST);
            case "hash" -> PlanLaw.proven(18, plain, BY_HASH);
            case "list to hash" -> PlanLaw.proven(18, BY_LIST, BY_HASH);
            default -> PlanLaw.proven(18, BY_HASH, plain);
        };
        assertThat(blocked(plan)).isEmpty();
        assertThat(plan.losses()).isEmpty();
    }

    /** References within the table come in the switch and are checked behind it; before 18 not so those of a partitioned one. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aTableThatRefersToItself(int version) {
        String plain = "create table nodes (id int primary key, area int not null, up int, top int"
                + " constraint top references nodes on delete set null, unique (id, area),"
                + " constraint within foreign key (up, area) references nodes (id, area) on delete cascade);";
        String partitioned = "create table nodes (id int, area int not null, up int, top int, primary key (id, area),"
                + " constraint within foreign key (up, area) references nodes (id, area) on delete cascade)"
                + " partition by list (area);"
                + "create table nodes_1 partition of nodes for values in (1);"
                + "create table nodes_else partition of nodes default;";
        MigrationPlan there = PlanLaw.proven(version, plain, partitioned);
        assertThat(blocked(there).isEmpty()).isEqualTo(version >= 18);
        assertThat(there.steps().stream().flatMap(step -> step.coordination().stream()))
                .contains("behind it: nothing checks that public.nodes refers to rows that are there: top is not in the"
                        + " schema wanted");
        MigrationPlan back = PlanLaw.proven(version, partitioned, plain);
        assertThat(blocked(back)).isEmpty();
        assertThat(stages(back)).contains("check what refers to table public.nodes");
    }

    @Test
    void otherChangesOfTheTableComeFirst() {
        MigrationPlan plan = PlanLaw.proven(
                18,
                PLAIN,
                BY_RANGE.replace("total numeric(12, 2)", "total numeric(14, 2), note text")
                        + "create table notes (order_id bigint, at timestamptz,"
                        + " foreign key (order_id, at) references orders (id, made_at));");
        assertThat(stages(plan)
                        .indexOf("make table public.orders anew beside the old one, partitioned by range (made_at)"))
                .isPositive();
    }

    @Test
    void whatCannotBeFollowedIsRefused() {
        assertThatThrownBy(() -> PlanLaw.proven(
                        18,
                        "create table t (a int primary key, b int);",
                        "create table t (a int, b int) partition by hash (b);"))
                .hasMessageContaining("its rows cannot be followed from the one form to the other: the key of the first"
                        + " schema is (a), that of the second none");
        assertThatThrownBy(() -> PlanLaw.proven(
                        18,
                        "create table t (a int primary key); create materialized view m as select * from t;",
                        "create table t (a int primary key) partition by hash (a);"
                                + " create materialized view m as select * from t;"))
                .hasMessageContaining("materialized view public.m would have to be filled anew while everybody waits");
    }
}
