package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.twin.ColumnStatistics;
import dev.pgwright.twin.CommonValue;
import dev.pgwright.twin.IndexStatistics;
import dev.pgwright.twin.TableStatistics;
import dev.pgwright.twin.TwinStatistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatedVolumesTest {
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

    private static TwinStatistics marketplace() {
        return StatedVolumes.of(Designs.ofExample("marketplace"), Capacity.HORIZON_DAYS, NOW);
    }

    private static TableStatistics table(TwinStatistics statistics, String name) {
        return statistics.tables().stream()
                .filter(table -> table.table().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ColumnStatistics column(TableStatistics table, String name) {
        return table.columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sayHowManyRowsRefersToHowManyParents() {
        TableStatistics orders = table(marketplace(), "orders");
        assertThat(orders.rows()).isEqualTo(492_000_000);
        assertThat(column(orders, "tenant_id").distinct()).isEqualTo(1_130);
        assertThat(column(orders, "seller_id").distinct()).isEqualTo(396_000);
        assertThat(column(orders, "id").distinct()).isEqualTo(-1);
        assertThat(column(orders, "ship_to_id").nullFraction()).isEqualTo(0.5);
    }

    @Test
    void knowThatKeysOfVersionSevenFollowTheRows() {
        TableStatistics orders = table(marketplace(), "orders");
        assertThat(column(orders, "id").correlation()).isGreaterThan(0.9);
        assertThat(column(orders, "created_at").correlation()).isGreaterThan(0.9);
        assertThat(column(orders, "buyer_id").correlation()).isZero();
        assertThat(column(table(marketplace(), "order_lines"), "order_id").correlation())
                .isGreaterThan(0.9);
    }

    @Test
    void putMostRowsWhereTheirLifeEnds() {
        List<CommonValue> values =
                column(table(marketplace(), "orders"), "status").commonValues();
        assertThat(values.get(0).value()).isIn("cancelled", "refunded");
        assertThat(values.stream().mapToDouble(CommonValue::frequency).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void keepStatedShares() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  order:
                    volume: 1M
                    attributes:
                      status: { type: status, values: [open, paid, sent], present: 50%, shares: { open: 10% } }
                      city: { type: text, distinct: 500, present: 20% }
                """);
        TableStatistics orders = table(StatedVolumes.of(design, 730, NOW), "orders");
        Map<String, Double> frequencies = column(orders, "status").commonValues().stream()
                .collect(Collectors.toMap(CommonValue::value, CommonValue::frequency));
        assertThat(frequencies.get("open")).isCloseTo(0.05, within(1e-9));
        assertThat(frequencies.get("paid")).isCloseTo(0.225, within(1e-9));
        assertThat(column(orders, "city").distinct()).isEqualTo(500);
        assertThat(column(orders, "city").nullFraction()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void endMomentsWhereTheyAreTold() {
        List<String> bounds =
                column(table(marketplace(), "orders"), "placed_at").histogram();
        assertThat(bounds).hasSize(101).isSorted();
        assertThat(bounds.get(100)).startsWith("2027-05-31 23:59");
    }

    @Test
    void spreadAllRowsOverTheRangePartitions() {
        TwinStatistics statistics = marketplace();
        double whole = table(statistics, "events").rows();
        List<TableStatistics> parts = statistics.tables().stream()
                .filter(table -> table.table().name().startsWith("events_"))
                .toList();
        assertThat(parts).hasSizeGreaterThan(2);
        assertThat(parts.stream().mapToDouble(TableStatistics::rows).sum())
                .isCloseTo(whole, within((double) parts.size()));
        assertThat(table(statistics, "events_default").rows()).isZero();
        assertThat(table(statistics, "events").pages()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"marketplace,18", "iot,18", "clinic,18", "marketplace,15", "iot,15"})
    void nameTheRelationsThatTheServerMakes(String example, int version) {
        Design design = Designs.ofExample(example, version);
        TwinStatistics statistics = StatedVolumes.of(design, 730, NOW);
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            session.execute(DesignTexts.of(design).up());
            String schema = design.mapping().requirements().project().schema();
            assertThat(statistics.indexes().stream().map(IndexStatistics::index).map(name -> name.name()))
                    .containsExactlyInAnyOrderElementsOf(names(session, schema, "i", "I"));
            assertThat(statistics.tables().stream().map(TableStatistics::table).map(name -> name.name()))
                    .containsExactlyInAnyOrderElementsOf(names(session, schema, "r", "p"));
        }
    }

    private static List<String> names(Session session, String schema, String... kinds) {
        return session
                .rows("SELECT relname FROM pg_class WHERE NOT (relispartition AND relkind = 'i') AND relnamespace = '"
                        + schema + "'::regnamespace AND relkind IN ('" + String.join("','", kinds) + "')")
                .values()
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    @Test
    void areTheSameEveryTime() {
        Function<Integer, TwinStatistics> made = any -> marketplace();
        assertThat(made.apply(1)).isEqualTo(made.apply(2));
    }
}
