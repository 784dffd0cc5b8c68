package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a run wants of code and rows before a step. */
class DemandsTest {
    /** Whatever it demands of running code: a plan that has begun does not take it for granted. */
    @Test
    void aRunStopsInFrontOfEachStepThatDemandsAnythingOfRunningCode() {
        try (TestDatabase database = MigratorTest.shop(18)) {
            PlanFolder folder = Plans.script(
                    database.server(),
                    Plans.SHOP,
                    "alter table customers rename to clients; alter table orders drop column total; drop table clients;");
            assertThatThrownBy(() -> MigratorTest.deployed(database, folder, 0).apply())
                    .hasMessageContaining("step 1 (")
                    .hasMessageContaining(") waits for a deployment: code that says the old name fails from here on")
                    .isInstanceOfSatisfying(
                            PgwrightException.class,
                            e -> assertThat(e.problems().get(0).hint())
                                    .endsWith("go on with 'pgwright migrate apply' --deployed 1"));
            assertThat(Plans.value(database, "select count(*) from customers")).isEqualTo("500");
            assertThatThrownBy(() -> MigratorTest.deployed(database, folder, 1).apply())
                    .hasMessageContaining("waits for a deployment: no running code may use column public.orders.total");
            assertThatThrownBy(() -> MigratorTest.deployed(database, folder, 2).apply())
                    .hasMessageContaining("waits for a deployment: no running code may use table public.clients");
            assertThat(MigratorTest.deployed(database, folder, ApplyOptions.ALL)
                            .apply()
                            .differences())
                    .isEmpty();
        }
    }

    @Test
    void rowsThatDoNotFitAreNamedBeforeTheStepIsBegun() {
        try (TestDatabase database = MigratorTest.shop(18)) {
            PlanFolder folder = Plans.folder(
                    database.server(),
                    Plans.SHOP,
                    Plans.SHOP.replace("state text", "state text check (state <> 'open')"));
            assertThatThrownBy(() -> MigratorTest.deployed(database, folder, ApplyOptions.ALL)
                            .apply())
                    .hasMessageContaining(
                            "rows are in its way: (3,4,open,3.00), (6,7,open,6.00), (9,10,open,9.00) and more;"
                                    + " nothing of the step was done")
                    .isInstanceOfSatisfying(
                            PgwrightException.class,
                            e -> assertThat(e.problems().get(0).hint())
                                    .startsWith("SELECT * FROM public.orders WHERE NOT (")
                                    .contains(" finds them all; mend them and go on with 'pgwright migrate apply'"));
            assertThat(Plans.value(
                            database,
                            "select count(*) from pg_constraint where contype = 'c'"
                                    + " and conrelid = 'orders'::regclass"))
                    .isEqualTo("0");
            database.execute("update orders set state = 'new' where state = 'open'");
            assertThat(MigratorTest.deployed(database, folder, ApplyOptions.ALL)
                            .apply()
                            .differences())
                    .isEmpty();
        }
    }

    /** The triggers were switched off, say: what was written then is in one of the columns only. */
    @Test
    void columnsThatAreNotEqualAreNotSwitched() {
        try (TestDatabase database = MigratorTest.shop(18)) {
            PlanFolder folder = Plans.withRenamesInPhases(
                    database.server(),
                    Plans.SHOP,
                    Plans.SHOP.replace("state text", "status text").replace("(state)", "(status)"));
            PlanStep waiting = folder.plan().steps().stream()
                    .filter(step -> !step.awaits().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> MigratorTest.deployed(database, folder, 0).apply())
                    .hasMessageContaining("waits for a deployment");
            database.execute("alter table orders disable trigger all; update orders set status = 'other' where id = 7;"
                    + " alter table orders enable trigger all");
            assertThatThrownBy(() -> MigratorTest.deployed(database, folder, waiting.number())
                            .apply())
                    .hasMessageContaining("rows are in its way: (7,8,paid,7.00,other); nothing of the step was done");
            assertThat(Plans.value(database, "select state || status from orders where id = 7"))
                    .isEqualTo("paidother");
        }
    }
}
