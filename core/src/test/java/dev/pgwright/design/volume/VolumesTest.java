package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.requirements.Entity;
import org.junit.jupiter.api.Test;

class VolumesTest {
    private static final String SHOP = """
            project: { name: shop }
            entities:
              customer: { volume: { rows: 1k, growth: 10/day }, attributes: { name: text } }
              order: { attributes: { status: { type: status, required: true, values: [open, paid], extensible: true } } }
              tag: { attributes: { name: text } }
              click:
                volume: { rows: 0, growth: 1M/day }
                retention: { keep: 30 days, by: created_at }
                changes: never
                attributes: { page: { type: text, required: true } }
            relationships:
              - { from: customer, to: order, kind: 1:N, required: true, average: 2.4 }
              - { from: customer, to: tag, kind: N:M }
              - { from: order, to: tag, kind: N:M, via: mark, volume: { rows: 10, growth: 1/day } }
            """;

    private static long rows(Design design, int day, String table) {
        return Volumes.at(design, day).of(QualifiedName.of("public", table));
    }

    @Test
    void growFromTheStatedStart() {
        Design design = Designs.of(SHOP);
        assertThat(rows(design, 0, "customers")).isEqualTo(1_000);
        assertThat(rows(design, 730, "customers")).isEqualTo(8_300);
        assertThat(rows(design, 730, "marks")).isEqualTo(740);
    }

    @Test
    void stopWhereAsManyRowsExpireAsCome() {
        Design design = Designs.of(SHOP);
        assertThat(rows(design, 0, "clicks")).isZero();
        assertThat(rows(design, 10, "clicks")).isEqualTo(10_000_000);
        assertThat(rows(design, 730, "clicks")).isEqualTo(30_000_000);
    }

    @Test
    void comeFromAnAverageWhereTheyAreNotStated() {
        assertThat(rows(Designs.of(SHOP), 730, "orders")).isEqualTo(19_920);
    }

    @Test
    void areEnoughForAnIndexToMatterWhereNothingIsStated() {
        assertThat(rows(Designs.of(SHOP), 730, "tags")).isEqualTo(Entity.Volume.UNSTATED_ROWS);
    }

    @Test
    void ofPairsAreTwiceTheLargerSideAtMostAllPairs() {
        assertThat(rows(Designs.of(SHOP), 730, "customer_tags")).isEqualTo(2 * Entity.Volume.UNSTATED_ROWS);
        String few = """
                project: { name: shop }
                entities:
                  a: { volume: 1, attributes: { name: text } }
                  b: { volume: 5, attributes: { name: text } }
                relationships: [{ from: a, to: b, kind: N:M }]
                """;
        assertThat(rows(Designs.of(few), 730, "a_bs")).isEqualTo(5);
    }

    @Test
    void ofALookupTableAreItsValues() {
        assertThat(rows(Designs.of(SHOP), 730, "order_statuses")).isEqualTo(2);
    }

    @Test
    void thatAreAbsurdlyLargeStayPositive() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  a: { volume: { rows: 900000000000000, growth: 100B/day }, attributes: { name: text } }
                  b: { volume: { rows: 900000000000000, growth: 100B/day }, attributes: { name: text } }
                relationships: [{ from: a, to: b, kind: N:M }]
                """);
        assertThat(rows(design, 730, "a_bs")).isPositive();
        assertThat(Capacity.of(design)).allSatisfy(capacity -> {
            assertThat(capacity.bytes()).isPositive().isFinite();
            assertThat(capacity.perMonth().bytes()).isNotNegative().isFinite();
        });
    }
}
