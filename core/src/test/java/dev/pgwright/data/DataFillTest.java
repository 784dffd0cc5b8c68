package dev.pgwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.volume.GeneratedRows;
import dev.pgwright.design.volume.Volumes;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("laws")
class DataFillTest {
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

    private static void filled(Design design, int version, long most, java.util.function.Consumer<Session> look) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            session.execute(DesignTexts.of(design).up());
            DataFill.fill(
                    session, GeneratedRows.of(design, Volumes.at(design, 730).atMost(most), NOW));
            look.accept(session);
        }
    }

    private static long number(Session session, String sql) {
        return Long.parseLong(session.rows(sql).single());
    }

    @ParameterizedTest
    @CsvSource({
        "marketplace,18",
        "clinic,18",
        "iot,18",
        "content,18",
        "inventory,18",
        "ledger,18",
        "saas-billing,18",
        "social-feed,18",
        "marketplace,15"
    })
    void keepsEveryConstraintOfTheExamples(String example, int version) {
        Design design = Designs.ofExample(example, version);
        filled(design, version, 1_500, session -> {
            Volumes volumes = Volumes.at(design, 730).atMost(1_500);
            for (Table table : design.catalog().tables()) {
                if (table.partitionOf() != null) {
                    continue;
                }
                assertThat(number(session, "SELECT count(*) FROM " + Sql.name(table.name())))
                        .as("rows of %s", table.name())
                        .isEqualTo(volumes.of(table.name()));
                for (ForeignKey key : table.foreignKeys()) {
                    assertThat(number(session, orphans(table, key)))
                            .as("rows of %s without parent by %s", table.name(), key.name())
                            .isZero();
                }
            }
        });
    }

    private static String orphans(Table table, ForeignKey key) {
        String pairs = java.util.stream.IntStream.range(0, key.columns().size())
                .mapToObj(i -> "c." + Sql.name(key.columns().get(i)) + " = p."
                        + Sql.name(key.referencedColumns().get(i)))
                .collect(Collectors.joining(" AND "));
        String present = key.columns().stream()
                .map(column -> "c." + Sql.name(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "SELECT count(*) FROM " + Sql.name(table.name()) + " c WHERE " + present
                + " AND NOT EXISTS (SELECT FROM " + Sql.name(key.referenced()) + " p WHERE " + pairs + ")";
    }

    @Test
    void keepsTheStatedStatistics() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  customer: { volume: 500, attributes: { email: { type: email, required: true, unique: true } } }
                  order:
                    volume: 10k
                    attributes:
                      status: { type: status, required: true, values: [open, paid, sent], shares: { open: 5% } }
                      city: { type: text, present: 30%, distinct: 40 }
                      note: { type: text, required: true, average_length: 100 }
                      total: { type: money, currency: EUR, required: true, min: 5, max: 9 }
                relationships:
                  - { from: customer, to: order, kind: 1:N, required: true, owned: true }
                """);
        filled(design, 18, 10_000, session -> {
            assertThat(number(session, "SELECT count(*) FROM orders WHERE status = 'open'"))
                    .isBetween(400L, 600L);
            assertThat(number(session, "SELECT count(city) FROM orders")).isBetween(2_800L, 3_200L);
            assertThat(number(session, "SELECT count(DISTINCT city) FROM orders"))
                    .isEqualTo(40);
            assertThat(Double.parseDouble(
                            session.rows("SELECT avg(length(note)) FROM orders").single()))
                    .isCloseTo(100, within(3d));
            assertThat(number(session, "SELECT count(DISTINCT customer_id) FROM orders"))
                    .isEqualTo(500);
            assertThat(number(session, "SELECT count(*) FROM orders WHERE total NOT BETWEEN 5 AND 9"))
                    .isZero();
        });
    }

    @Test
    void keepsChecksAcrossColumns() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  trip:
                    volume: 2k
                    attributes:
                      leaves_at: { type: timestamp, required: true }
                      arrives_at: { type: timestamp, required: true }
                      seats: { type: integer, required: true, min: 1, max: 60 }
                      taken: { type: integer, required: true, min: 0, max: 60 }
                      state: { type: status, required: true, values: [planned, gone] }
                      gone_at: timestamp
                rules:
                  arrives_later: { entity: trip, check: arrives_at > leaves_at }
                  enough_seats: { entity: trip, check: taken <= seats }
                  gone_has_time: { entity: trip, check: (state = 'gone') = (gone_at IS NOT NULL) }
                """);
        filled(design, 18, 2_000, session -> {
            assertThat(number(session, "SELECT count(*) FROM trips")).isEqualTo(2_000);
            assertThat(number(session, "SELECT count(DISTINCT state) FROM trips"))
                    .isEqualTo(2);
        });
    }

    @Test
    void givesTheSameRowsEveryTime() {
        Design design = Designs.ofExample("clinic");
        String sum = "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM "
                + Sql.name(design.mapping().tables().get(0).name()) + " t";
        String[] sums = new String[2];
        filled(design, 18, 200, session -> sums[0] = session.rows(sum).single());
        filled(design, 18, 200, session -> sums[1] = session.rows(sum).single());
        assertThat(sums[0]).isEqualTo(sums[1]);
    }
}
