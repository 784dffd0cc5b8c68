package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that goes to another schema keeps its rows and what is its own; code has to say the new name at that moment. */
class TableToSchemaTest {
    private static final String BEFORE = """
            create schema sales;
            create table customers (id int primary key);
            create table orders (
                id serial primary key,
                customer_id int references customers,
                state text not null default 'open',
                made_at date not null);
            create index orders_state on orders (state);
            create table lines (order_id int references orders, n int, primary key (order_id, n));
            create view open_orders as select id from orders where state = 'open';
            """;

    private static final String AFTER = BEFORE.replace("table orders", "table sales.orders")
            .replace("on orders", "on sales.orders")
            .replace("references orders", "references sales.orders")
            .replace("from orders", "from sales.orders");

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void withItsSequenceAndWhatRefersToIt(int version) {
        MigrationPlan plan = PlanLaw.proven(version, BEFORE, AFTER);
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.steps()).hasSize(1);
        PlanStep step = plan.steps().get(0);
        assertThat(step.title()).isEqualTo("rename table public.orders to sales.orders");
        assertThat(step.run()).containsExactly("ALTER TABLE public.orders SET SCHEMA sales");
        assertThat(step.coordination())
                .containsExactly("with it: code that says the old name fails from here on, code that says the new one"
                        + " did until here; deploy the change at the same moment");
        assertThat(step.blocks()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whichIsMadeForThem(int version) {
        String tables = """
                create table orders (id serial primary key, made_at date not null);
                create table lines (order_id int references orders, n int, primary key (order_id, n));
                """;
        String wanted = "create schema sales; comment on schema sales is 'What is sold'; set search_path = sales;"
                + tables + "create table sales.rebates (id int primary key);";
        MigrationPlan plan = PlanLaw.proven(version, tables, wanted);
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.steps().stream().flatMap(step -> step.run().stream()).toList())
                .startsWith("CREATE SCHEMA sales", "ALTER TABLE public.lines SET SCHEMA sales")
                .contains("ALTER TABLE public.orders SET SCHEMA sales")
                .doesNotHaveDuplicates();
        assertThat(plan.steps().get(0).back().get(0).statements())
                .containsExactly("ALTER TABLE sales.lines SET SCHEMA public", "DROP SCHEMA sales");
    }
}
