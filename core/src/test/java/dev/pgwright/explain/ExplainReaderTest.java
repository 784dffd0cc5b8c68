package dev.pgwright.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainReaderTest {
    private static final String SCHEMA = """
            create schema shop;
            create table shop.customers (id bigint primary key, country text not null);
            create table shop.orders (id bigint primary key, customer_id bigint not null references shop.customers,
                placed_on date not null, total numeric not null);
            create index orders_customer on shop.orders (customer_id, placed_on);
            insert into shop.customers select i, case when i % 50 = 0 then 'NZ' else 'DE' end
                from generate_series(1, 1000) i;
            insert into shop.orders select i, i % 1000 + 1, date '2024-01-01' + (i % 365)::int, i % 97
                from generate_series(1, 20000) i;
            analyze;
            create table shop.events (id bigint, at date not null) partition by range (at);
            create table shop.events_2024 partition of shop.events for values from ('2024-01-01') to ('2025-01-01');
            create table shop.events_2025 partition of shop.events for values from ('2025-01-01') to ('2026-01-01');
            """;

    private static Explained explained(Session session, String options, String sql) {
        return ExplainReader.read(
                session.rows("explain (format json, " + options + ") " + sql).single());
    }

    private static void on(int major, java.util.function.Consumer<Session> work) {
        try (TestDatabase database = PostgresFixture.newDatabase(major)) {
            database.execute(SCHEMA);
            try (Session session = Session.of(database.connect())) {
                work.accept(session);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyVersionsPlanIsReadWithItsRelationsIndexesAndConditions(int major) {
        on(major, session -> {
            Explained explained = explained(
                    session,
                    "verbose",
                    "select o.id from shop.orders o where o.customer_id = 7 and o.total > 3 order by o.placed_on desc"
                            + " limit 5");
            assertThat(explained.planningTime()).isNull();
            assertThat(explained.executionTime()).isNull();
            PlanNode limit = explained.plan();
            assertThat(limit.type()).isEqualTo("Limit");
            assertThat(limit.actual()).isNull();
            assertThat(limit.totalActualTime()).isEmpty();
            PlanNode scan = limit.first(PlanNode::readsIndex).orElseThrow();
            assertThat(scan.relation()).isEqualTo(new PlanNode.Relation("shop", "orders", "o"));
            assertThat(scan.index()).isEqualTo("orders_customer");
            assertThat(scan.scanDirection()).isEqualTo("Backward");
            assertThat(scan.condition("Index Cond")).contains("(o.customer_id = 7)");
            assertThat(scan.condition("Filter"))
                    .hasValueSatisfying(filter -> assertThat(filter).contains("o.total > "));
            assertThat(scan.rows()).isBetween(10.0, 30.0);
            assertThat(scan.width()).isPositive();
            assertThat(scan.totalCost()).isGreaterThan(scan.startupCost());
            assertThat(scan.parentRelationship()).isEqualTo("Outer");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void whatWasMeasuredIsReadAndTimesAreMultipliedByTheLoops(int major) {
        on(major, session -> {
            session.execute("set max_parallel_workers_per_gather = 0; set enable_hashjoin = off;"
                    + " set enable_mergejoin = off; set enable_memoize = off; set enable_material = off");
            Explained explained = explained(
                    session,
                    "analyze, buffers, verbose",
                    "select count(*) from shop.customers c join shop.orders o on o.customer_id = c.id"
                            + " where c.country = 'NZ' and o.total > 50");
            assertThat(explained.executionTime()).isPositive();
            PlanNode inner = explained
                    .plan()
                    .first(node -> "Inner".equals(node.parentRelationship()))
                    .orElseThrow();
            Actual actual = inner.actual();
            assertThat(actual).isNotNull();
            assertThat(actual.loops()).isEqualTo(20);
            assertThat(inner.totalActualRows())
                    .isCloseTo(count(session, "and o.total > 50"), within(major < 18 ? 10.0 : 0.1));
            assertThat(inner.totalActualTime().orElseThrow()).isCloseTo(20 * actual.totalTime(), within(0.000001));
            assertThat(inner.rowsRemoved() + inner.totalActualRows())
                    // the rows that were thrown away are rounded to whole ones
                    .isCloseTo(count(session, ""), within(20.0));
            assertThat(actual.buffers()).isNotNull();
            assertThat(actual.buffers().sharedHit() + actual.buffers().sharedRead())
                    .isPositive();
            PlanNode join = explained
                    .plan()
                    .first(node -> node.type().equals("Nested Loop"))
                    .orElseThrow();
            assertThat(join.mode()).isEqualTo("Inner");
            double below = join.children().stream()
                    .mapToDouble(child -> child.totalActualTime().orElseThrow())
                    .sum();
            assertThat(join.selfTime().orElseThrow())
                    .isCloseTo(Math.max(0, join.totalActualTime().orElseThrow() - below), within(0.000001));
        });
    }

    private static double count(Session session, String more) {
        return Double.parseDouble(session.rows("select count(*) from shop.customers c join shop.orders o"
                        + " on o.customer_id = c.id where c.country = 'NZ' " + more)
                .single());
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPlanThatNeverReachedANodeHasNoLoopsThere(int major) {
        on(major, session -> {
            Explained explained = explained(
                    session,
                    "analyze, timing off",
                    "select 1 from shop.customers c where id = -1 and exists (select 1 from shop.orders o where"
                            + " o.customer_id = c.id)");
            PlanNode orders = explained
                    .plan()
                    .first(node ->
                            node.relation() != null && node.relation().name().equals("orders"))
                    .orElseThrow();
            assertThat(orders.actual()).isNotNull();
            assertThat(orders.actual().loops()).isZero();
            assertThat(orders.misestimate()).isEmpty();
            assertThat(orders.totalActualTime()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void partitionsThatParametersRuledOutAreCounted(int major) {
        on(major, session -> {
            session.execute("set plan_cache_mode = force_generic_plan");
            session.execute("prepare q (date) as select * from shop.events where at = $1");
            PlanNode plan =
                    explained(session, "verbose", "execute q ('2025-02-03')").plan();
            assertThat(plan.all().stream().mapToInt(PlanNode::subplansRemoved).sum())
                    .isEqualTo(1);
            assertThat(plan.first(node -> node.relation() != null)
                            .orElseThrow()
                            .relation()
                            .name())
                    .isEqualTo("events_2025");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void triggersAreReadWithTheConstraintThatTheyGuard(int major) {
        on(major, session -> {
            session.execute("begin");
            Explained explained = explained(
                    session,
                    "analyze",
                    "insert into shop.orders values (0, 1, '2024-01-01', 1), (-1, 2, '2024-01-01', 1)");
            session.execute("rollback");
            assertThat(explained.triggers()).hasSize(1);
            assertThat(explained.triggers().get(0).constraint()).isEqualTo("orders_customer_id_fkey");
            assertThat(explained.triggers().get(0).calls()).isEqualTo(2);
            assertThat(explained.plan().mode()).isEqualTo("Insert");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aSortInTooLittleMemoryIsSeenToSpill(int major) {
        on(major, session -> {
            session.execute("set work_mem = '64kB'; set max_parallel_workers_per_gather = 0");
            PlanNode sort = explained(session, "analyze", "select * from shop.orders order by total desc, id")
                    .plan()
                    .first(node -> node.type().equals("Sort"))
                    .orElseThrow();
            assertThat(sort.sortKeys()).containsExactly("total DESC", "id");
            assertThat(sort.actual()).isNotNull();
            assertThat(sort.actual().spilled()).isTrue();
            assertThat(sort.actual().sortMethod()).startsWith("external");
            assertThat(sort.children().get(0).actual().spilled()).isFalse();
        });
    }

    @Test
    void underAGatherTheNodeWaitsForAProcessesShareOfTheTime() {
        PlanNode gather = ExplainReader.read("""
                [{"Plan": {"Node Type": "Gather", "Workers Planned": 3, "Workers Launched": 3,
                  "Actual Startup Time": 0.5, "Actual Total Time": 110.0, "Actual Rows": 4000, "Actual Loops": 1,
                  "Plans": [{"Node Type": "Seq Scan", "Parent Relationship": "Outer", "Parallel Aware": true,
                    "Relation Name": "big", "Alias": "big", "Plan Rows": 1250,
                    "Actual Startup Time": 0.1, "Actual Total Time": 100.0, "Actual Rows": 1000.00,
                    "Actual Loops": 4, "Rows Removed by Filter": 250}]}}]
                """).plan();
        assertThat(gather.selfTime().orElseThrow()).isCloseTo(10, within(0.001));
        PlanNode scan = gather.children().get(0);
        assertThat(scan.totalActualTime()).contains(400.0);
        assertThat(scan.totalActualRows()).isEqualTo(4000);
        assertThat(scan.rowsRemoved()).isEqualTo(1000);
        assertThat(scan.misestimate()).contains(0.8);
        assertThat(scan.parallelAware()).isTrue();
    }

    @Test
    void theTimeOfAnInitPlanIsNotTakenOffTheNodeItHangsOn() {
        PlanNode plan = ExplainReader.read("""
                {"Plan": {"Node Type": "Result", "Actual Total Time": 12.0, "Actual Rows": 1, "Actual Loops": 1,
                  "Plans": [
                    {"Node Type": "Aggregate", "Parent Relationship": "InitPlan", "Subplan Name": "InitPlan 1",
                      "Actual Total Time": 10.0, "Actual Rows": 1, "Actual Loops": 1},
                    {"Node Type": "Seq Scan", "Parent Relationship": "Outer",
                      "Actual Total Time": 11.0, "Actual Rows": 1, "Actual Loops": 1}]}}
                """).plan();
        assertThat(plan.selfTime().orElseThrow()).isCloseTo(1, within(0.001));
        assertThat(plan.children().get(0).subplanName()).isEqualTo("InitPlan 1");
    }

    @Test
    void whatAnInitPlanCostsIsPartOfTheWholeWhetherTheServerCountsItOrNot() {
        String plan = """
                {"Plan": {"Node Type": "Limit", "Total Cost": %s, "Plans": [
                  {"Node Type": "Seq Scan", "Parent Relationship": "InitPlan", "Total Cost": 500.0},
                  {"Node Type": "CTE Scan", "Parent Relationship": "Outer", "Total Cost": 20.0}]}}
                """;
        assertThat(ExplainReader.read(plan.formatted("20.0")).plan().wholeCost())
                .isEqualTo(520);
        assertThat(ExplainReader.read(plan.formatted("520.0")).plan().wholeCost())
                .isEqualTo(520);
    }

    @Test
    void whatIsNotKnownIsKeptAsText() {
        PlanNode plan = ExplainReader.read("""
                [{"Plan": {"Node Type": "Quantum Scan", "Async Capable": false, "Qubits": 7, "Depth": 1.5,
                  "Moods": ["calm", "brave"], "Plan Rows": "many", "Total Cost": 3}, "New Part": {"a": 1}}]
                """).plan();
        assertThat(plan.type()).isEqualTo("Quantum Scan");
        assertThat(plan.totalCost()).isEqualTo(3);
        assertThat(plan.rows()).isZero();
        assertThat(plan.other())
                .containsEntry("Async Capable", "false")
                .containsEntry("Qubits", "7")
                .containsEntry("Depth", "1.5")
                .containsEntry("Moods", "calm, brave")
                .doesNotContainKey("Total Cost");
    }

    @Test
    void severalStatementsOfOneFileAreAllRead() {
        List<Explained> all = ExplainReader.read(SourceFile.of(
                "two.json", "[{\"Plan\": {\"Node Type\": \"Result\"}}, {\"Plan\": {\"Node Type\": \"Limit\"}}]"));
        assertThat(all).extracting(explained -> explained.plan().type()).containsExactly("Result", "Limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Seq Scan on orders  (cost=0.00..1.00) | p.json:1:1: not the JSON of EXPLAIN: Unrecognized token 'Seq'",
                "[{\"Plan\": {\"Node Type\": \"Limit\"} | p.json:1",
                "{\"Plan\": 5} | p.json: this JSON is no plan: an object with the key Plan was expected",
                "[] | p.json: this JSON is no plan: an object with the key Plan was expected",
                "null | p.json: this JSON is no plan: an object with the key Plan was expected",
                "'' | p.json: this JSON is no plan: an object with the key Plan was expected"
            })
    void whatIsNoPlanIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> ExplainReader.read(SourceFile.of("p.json", text)))
                .isInstanceOfSatisfying(PgwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INPUT);
                    assertThat(e.problems().get(0).hint()).contains("FORMAT JSON");
                })
                .hasMessageStartingWith(message);
    }
}
