package dev.pgwright.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.explain.ExplainReader;
import dev.pgwright.explain.PlanNode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("laws")
class PlannerTwinTest {
    private static final List<String> QUERIES = List.of(
            "SELECT * FROM orders WHERE id = 4711",
            "SELECT * FROM orders WHERE id BETWEEN 100 AND 900",
            "SELECT count(*) FROM orders WHERE id < 50000",
            "SELECT count(*) FROM orders",
            "SELECT * FROM orders WHERE customer_id = 17 ORDER BY placed_at DESC LIMIT 10",
            "SELECT * FROM orders WHERE customer_id IN (1, 5, 77, 1000)",
            "SELECT * FROM orders WHERE status IN ('new', 'paid') AND placed_at > '2023-07-01'",
            "SELECT * FROM orders WHERE status = 'cancelled'",
            "SELECT sum(total) FROM orders WHERE placed_at BETWEEN '2022-03-01' AND '2022-04-01'",
            "SELECT * FROM orders WHERE placed_at > '2023-08-05'",
            "SELECT * FROM orders WHERE placed_at > '2030-01-01'",
            "SELECT id, placed_at FROM orders ORDER BY id DESC LIMIT 20",
            "SELECT status FROM orders WHERE total = 12.33",
            "SELECT status, count(*) FROM orders WHERE total BETWEEN 3 AND 9 GROUP BY status",
            "SELECT * FROM orders WHERE note = 'abc'",
            "SELECT count(*) FROM orders WHERE note IS NOT NULL",
            "SELECT id FROM orders WHERE words @@ to_tsquery('simple', 'word17 & term3')",
            "SELECT id FROM orders WHERE words @@ to_tsquery('simple', 'term3')",
            "SELECT id FROM customers WHERE tags @> ARRAY['t3']",
            "SELECT id FROM customers WHERE tags && ARRAY['t96', 'u3']",
            "SELECT id FROM customers WHERE lower(email) = 'user77@example.com'",
            "SELECT id FROM customers WHERE vip AND country = 'NZ' AND joined > '2020-01-01'",
            "SELECT country, count(*) FROM customers GROUP BY country",
            "SELECT * FROM customers WHERE token = md5('5')::uuid",
            "SELECT o.id, c.email FROM orders o JOIN customers c ON c.id = o.customer_id"
                    + " WHERE c.country = 'JP' AND o.status = 'cancelled'",
            "SELECT c.id FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)",
            "SELECT customer_id, count(*), max(placed_at) FROM orders GROUP BY customer_id HAVING count(*) > 10",
            "SELECT c.id, x.* FROM customers c CROSS JOIN LATERAL (SELECT id, total FROM orders o"
                    + " WHERE o.customer_id = c.id ORDER BY placed_at DESC LIMIT 3) x WHERE c.country = 'NZ' AND c.vip",
            "SELECT DISTINCT ON (customer_id) customer_id, placed_at FROM orders ORDER BY customer_id, placed_at DESC",
            "SELECT * FROM events WHERE device = 7 AND at >= '2024-05-01' AND at < '2024-05-02'",
            "SELECT * FROM events WHERE device = 7 ORDER BY at DESC LIMIT 5",
            "SELECT kind, count(*) FROM events WHERE at >= '2024-03-01' AND at < '2024-05-01' GROUP BY kind",
            "SELECT * FROM events WHERE kind = 'buy' AND at > '2024-05-15'",
            "SELECT count(*) FROM events e JOIN customers c ON c.id = e.device WHERE e.kind = 'buy' AND c.vip",
            "SELECT * FROM empty_one",
            "UPDATE orders SET total = 1 WHERE customer_id = 17 AND status = 'done'",
            "DELETE FROM orders WHERE placed_at < '2022-01-02'");

    @ParameterizedTest
    @ValueSource(ints = 18)
    void aTwinPlansAsTheDatabaseWhoseStatisticsItWasGiven(int major) {
        try (TestDatabase database = PostgresFixture.newDatabase(major);
                Session real = Session.of(database.connect())) {
            RealDatabase.fill(real);
            TwinStatistics statistics = RealDatabase.statistics(real);
            try (PlannerTwin twin = twin(major, statistics)) {
                List<String> different = new ArrayList<>();
                for (String sql : QUERIES) {
                    PlanNode there = ExplainReader.read(real.rows("EXPLAIN (FORMAT JSON, VERBOSE) " + sql)
                                    .single())
                            .plan();
                    PlanNode here = twin.custom(TwinQuery.of(sql)).plan();
                    String difference = difference(there, here);
                    if (!difference.isEmpty()) {
                        different.add(sql + "\n    " + difference);
                    }
                }
                assertThat(different).isEmpty();
            }
        }
    }

    /** Heights of B-trees are estimated: a level more or less is an eighth of a page. */
    private static String difference(PlanNode there, PlanNode here) {
        String wanted = shape(there, "");
        String found = shape(here, "");
        if (!wanted.equals(found)) {
            return "planned there\n" + wanted + "    here\n" + found;
        }
        double costs = Math.abs(there.totalCost() - here.totalCost());
        return costs <= 0.3 + 0.01 * there.totalCost()
                ? ""
                : "costs " + there.totalCost() + " there, " + here.totalCost() + " here:\n" + wanted + found;
    }

    private static String shape(PlanNode node, String indent) {
        return indent + node.type() + " "
                + (node.relation() == null ? "" : node.relation().name()) + " "
                + (node.index() == null ? "" : node.index()) + " " + node.conditions() + " " + node.sortKeys()
                + " rows " + node.rows() + "\n"
                + node.children().stream()
                        .map(child -> shape(child, indent + "  "))
                        .collect(Collectors.joining());
    }

    private static PlannerTwin twin(int major, TwinStatistics statistics) {
        return PlannerTwin.start(
                PostgresVersion.ofMajor(major).orElseThrow(), Map.of(), RealDatabase.SCHEMA, statistics);
    }

    private static TwinStatistics large() {
        ColumnStatistics id =
                new ColumnStatistics("id", 0, 8, -1, 1, List.of(), List.of("1", "1000000000", "2000000000"));
        ColumnStatistics device = new ColumnStatistics("device", 0, 4, 1e6, 0, List.of(), List.of("1", "1000000"));
        return new TwinStatistics(
                List.of(new TableStatistics(
                        QualifiedName.of("public", "readings"), 2e9, 20_000_000, 1, List.of(id, device))),
                List.of(
                        new IndexStatistics(QualifiedName.of("public", "readings_pkey"), 2e9, 5_500_000),
                        new IndexStatistics(QualifiedName.of("public", "readings_device"), 2e9, 2_000_000)));
    }

    private static final List<String> LARGE = List.of(
            "CREATE TABLE readings (id bigint PRIMARY KEY, device int NOT NULL, value real)",
            "CREATE INDEX readings_device ON readings (device)",
            "INSERT INTO readings VALUES (1, 1, 1)");

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void twoThousandMillionRowsArePlannedForAndAnIndexIsMissedWhenItIsGone(int major) {
        try (PlannerTwin twin =
                PlannerTwin.start(PostgresVersion.ofMajor(major).orElseThrow(), Map.of(), LARGE, large())) {
            TwinQuery query =
                    new TwinQuery("SELECT value FROM readings WHERE device = $1", List.of("int"), List.of("77"));
            QualifiedName index = QualifiedName.of("public", "readings_device");
            for (PlanNode plan :
                    List.of(twin.generic(query).plan(), twin.custom(query).plan())) {
                assertThat(plan.all()).extracting(PlanNode::index).contains("readings_device");
                assertThat(plan.rows()).isEqualTo(2000);
                PlanNode without =
                        twin.without(index, () -> twin.generic(query)).plan();
                assertThat(without.all()).extracting(PlanNode::index).containsOnlyNulls();
                assertThat(without.totalCost() / plan.totalCost()).isGreaterThan(1000);
            }
            assertThat(twin.custom(query).plan().all())
                    .extracting(PlanNode::index)
                    .contains("readings_device");
            PlanNode all = twin.custom(TwinQuery.of("SELECT * FROM readings")).plan();
            assertThat(all.rows()).isCloseTo(2e9, within(1e6));
            assertThat(all.totalCost()).isGreaterThan(20_000_000);
            // the planner descends to the last leaf, finds no real end there, and takes a hundredth of the last bin
            assertThat(twin.custom(TwinQuery.of("SELECT * FROM readings WHERE id > 1999999990"))
                            .plan()
                            .rows())
                    .isEqualTo(0.01 / 2 * 2e9);
            assertThat(twin.custom(TwinQuery.of("SELECT max(id), min(id) FROM readings"))
                            .plan()
                            .totalCost())
                    .isLessThan(10);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17})
    void soItIsInTheVersionsBetween(int major) {
        aTwinPlansAsTheDatabaseWhoseStatisticsItWasGiven(major);
        twoThousandMillionRowsArePlannedForAndAnIndexIsMissedWhenItIsGone(major);
        aColumnThatDecidesAnotherIsNotCountedTwice(major);
    }

    @Test
    void aGenericPlanLeavesOutThePartitionsThatArgumentsRuleOut() {
        QualifiedName parent = QualifiedName.of("public", "events");
        ColumnStatistics device = new ColumnStatistics("device", 0, 4, 500, 0, List.of(), List.of("0", "499"));
        List<TableStatistics> tables = List.of(
                new TableStatistics(parent, 3e8, 0, 0, List.of(device)),
                new TableStatistics(QualifiedName.of("public", "events_q1"), 1e8, 700_000, 1, List.of(device)),
                new TableStatistics(QualifiedName.of("public", "events_q2"), 2e8, 1_400_000, 1, List.of(device)));
        List<IndexStatistics> indexes = List.of(
                new IndexStatistics(QualifiedName.of("public", "events_pkey"), 3e8, 1_500_000),
                new IndexStatistics(QualifiedName.of("public", "events_kind"), 3e8, 1_500_000));
        try (PlannerTwin twin = twin(18, new TwinStatistics(tables, indexes))) {
            String sql = "SELECT * FROM events WHERE device = $1 AND at = $2";
            PlanNode plan = twin.generic(
                            new TwinQuery(sql, List.of("int", "timestamptz"), List.of("3", "'2024-05-05'")))
                    .plan();
            assertThat(plan.all())
                    .filteredOn(PlanNode::readsIndex)
                    .extracting(PlanNode::index)
                    .containsExactly("events_q2_pkey");
            PlanNode all = twin.custom(TwinQuery.of("SELECT * FROM events")).plan();
            assertThat(all.all())
                    .filteredOn(node -> node.relation() != null)
                    .extracting(node -> node.relation().name() + " " + node.rows())
                    .containsExactlyInAnyOrder("events_q1 1.0E8", "events_q2 2.0E8", "events_rest 1.0");
            PlanNode kind = twin.without(
                            QualifiedName.of("public", "events_kind"),
                            () -> twin.custom(TwinQuery.of("SELECT * FROM events WHERE kind = 'x'")))
                    .plan();
            assertThat(kind.all()).extracting(PlanNode::index).containsOnlyNulls();
        }
    }

    @Test
    void rangesAndElementsThatWereStatedDecideEstimates() {
        List<String> schema = List.of(
                "CREATE TABLE bookings (id int, during tstzrange NOT NULL, rooms int[] NOT NULL)",
                "CREATE INDEX bookings_during ON bookings USING gist (during)");
        ColumnStatistics during = new ColumnStatistics("during", 0, 22, -1, 0, List.of(), List.of())
                .withRanges(new RangeStatistics(
                        List.of(
                                "[2024-01-01 00:00:00+00,2024-01-01 01:00:00+00)",
                                "[2024-12-31 00:00:00+00,2024-12-31 01:00:00+00)"),
                        List.of(3600.0, 3600.0),
                        0));
        ColumnStatistics rooms = new ColumnStatistics("rooms", 0, 40, -1, 0, List.of(), List.of())
                .withElements(
                        new ElementStatistics(List.of(new CommonValue("12", 0.5), new CommonValue("3", 0.02)), 0, 2));
        TwinStatistics statistics = new TwinStatistics(
                List.of(new TableStatistics(
                        QualifiedName.of("public", "bookings"), 3_650_000, 30_000, 0, List.of(during, rooms))),
                List.of(new IndexStatistics(QualifiedName.of("public", "bookings_during"), 3_650_000, 20_000)));
        try (PlannerTwin twin = PlannerTwin.start(PostgresVersion.V18, Map.of(), schema, statistics)) {
            PlanNode day = twin.custom(TwinQuery.of("SELECT id FROM bookings WHERE during &&"
                            + " tstzrange('2024-06-01 00:00:00+00', '2024-06-02 00:00:00+00')"))
                    .plan();
            assertThat(day.rows()).isBetween(9_000.0, 12_000.0);
            assertThat(day.all()).extracting(PlanNode::index).contains("bookings_during");
            assertThat(rows(twin, "rooms @> ARRAY[12]")).isCloseTo(1_825_000, within(2.0));
            assertThat(rows(twin, "rooms @> ARRAY[3]")).isCloseTo(73_000, within(1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aColumnThatDecidesAnotherIsNotCountedTwice(int major) {
        List<String> schema = List.of(
                "CREATE TABLE bookings (id int, tenant int NOT NULL, seller int NOT NULL)",
                "CREATE STATISTICS bookings_seller (dependencies) ON seller, tenant FROM bookings");
        QualifiedName table = QualifiedName.of("public", "bookings");
        TableStatistics bookings = new TableStatistics(
                table,
                1e6,
                10_000,
                0,
                List.of(
                        new ColumnStatistics("tenant", 0, 4, 100, 0, List.of(), List.of("1", "100")),
                        new ColumnStatistics("seller", 0, 4, 10_000, 0, List.of(), List.of("1", "10000"))));
        ColumnDependency known = new ColumnDependency(table, List.of("seller"), "tenant", 1);
        String condition = "tenant = 7 AND seller = 700";
        try (PlannerTwin told = twin(major, schema, new TwinStatistics(List.of(bookings), List.of(), List.of(known)));
                PlannerTwin untold = twin(major, schema, new TwinStatistics(List.of(bookings), List.of()))) {
            assertThat(rows(told, condition)).isCloseTo(100, within(3.0));
            assertThat(rows(untold, condition)).isLessThan(3);
        }
    }

    private static PlannerTwin twin(int major, List<String> schema, TwinStatistics statistics) {
        return PlannerTwin.start(PostgresVersion.ofMajor(major).orElseThrow(), Map.of(), schema, statistics);
    }

    private static double rows(PlannerTwin twin, String condition) {
        return twin.custom(TwinQuery.of("SELECT id FROM bookings WHERE " + condition)).plan().all().stream()
                .filter(node -> node.relation() != null)
                .mapToDouble(node -> node.rows() * (node.parallelAware() ? 2.4 : 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIndexThatWasForgottenIsRefusedByName() {
        TwinStatistics statistics =
                new TwinStatistics(large().tables(), large().indexes().subList(0, 1));
        assertThatThrownBy(() -> PlannerTwin.start(PostgresVersion.V18, Map.of(), LARGE, statistics))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no statistics of indexes whose tables have rows: public.readings_device");
    }

    @Test
    void statisticsOfWhatIsNotThereAreRefused() {
        TwinStatistics table = new TwinStatistics(
                List.of(new TableStatistics(QualifiedName.of("public", "reading"), 1, 1, 0, List.of())), List.of());
        assertThatThrownBy(() -> PlannerTwin.start(PostgresVersion.V18, Map.of(), LARGE, table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statistics of a table that is not there: public.reading");
        ColumnStatistics column = new ColumnStatistics("size", 0, 4, 1, 0, List.of(), List.of());
        TwinStatistics columns = new TwinStatistics(
                List.of(new TableStatistics(QualifiedName.of("public", "readings"), 0, 0, 0, List.of(column))),
                List.of());
        assertThatThrownBy(() -> PlannerTwin.start(PostgresVersion.V18, Map.of(), LARGE, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statistics of a column that is not there: public.readings.size");
    }

    @Test
    void anIndexOfAConstraintCannotBeTakenAway() {
        try (PlannerTwin twin = PlannerTwin.start(PostgresVersion.V18, Map.of(), LARGE, large())) {
            assertThatThrownBy(() -> twin.without(QualifiedName.of("public", "readings_pkey"), () -> 1))
                    .isInstanceOf(PgwrightException.class)
                    .hasMessageContaining("constraint readings_pkey");
            assertThat(twin.custom(TwinQuery.of("SELECT 1")).plan().type()).isEqualTo("Result");
        }
    }

    @Test
    void settingsOfThePlannerAreTheCallers() {
        TwinQuery query = TwinQuery.of("SELECT * FROM readings WHERE device = 5");
        try (PlannerTwin dear = PlannerTwin.start(PostgresVersion.V18, Map.of(), LARGE, large());
                PlannerTwin cheap =
                        PlannerTwin.start(PostgresVersion.V18, Map.of("random_page_cost", "1.1"), LARGE, large())) {
            assertThat(cheap.custom(query).plan().totalCost())
                    .isLessThan(dear.custom(query).plan().totalCost() / 2);
        }
    }
}
