package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.volume.ScaleDecision.Leaf;
import dev.pgwright.design.volume.ScaleDecision.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleDecisionTest {
    private static final String FILE = """
            project: { name: shop }
            %s
            entities:
              customer: { volume: 1k, attributes: { name: text } }
              order: { %s, attributes: { note: text } }
            relationships:
              - { from: customer, to: order, kind: 1:N, required: true }
            access_patterns:
              of_customer: { kind: list, entity: order, filter: { customer: equals }, rate: 70/s }
              place: { kind: create, entity: order, rate: 10/s }
              noted: { kind: list, entity: order, filter: { note: equals }, rate: %s }
            """;

    @ParameterizedTest
    @CsvSource({
        "4e12,20000,10000,0.9,ONE_SERVER",
        "4e12,20001,10000,0.9,READ_REPLICAS",
        "4.1e12,1,1,0.7,DISTRIBUTE",
        "1e9,1,10001,0.7,DISTRIBUTE",
        "4.1e12,1,1,0.69,SPLIT"
    })
    void theLoadDecides(double bytes, double reads, double writes, double share, Leaf leaf) {
        assertThat(ScaleDecision.leaf(new Load(bytes, 0, reads, writes), new DistributionKey("customer_id", share)))
                .isEqualTo(leaf);
    }

    @Test
    void theKeyThatMostCallsKnowDistributes() {
        var design = Designs.of(FILE.formatted("", "volume: 1k", "20/s"));
        DistributionKey key = DistributionKey.of(design.mapping().requirements(), design.mapping());
        assertThat(key).isEqualTo(new DistributionKey("customer_id", 0.8));
        assertThat(key.carries()).isTrue();
    }

    @Test
    void aKeyThatFewCallsKnowDoesNot() {
        var design = Designs.of(FILE.formatted("", "volume: 1k", "200/s"));
        assertThat(DistributionKey.of(design.mapping().requirements(), design.mapping())
                        .carries())
                .isFalse();
    }

    @Test
    void theTenantIsInEveryKey() {
        var design = Designs.of(FILE.formatted("tenancy: { entity: customer }", "volume: 1k", "200/s")
                .replace("relationships:\n  - { from: customer, to: order, kind: 1:N, required: true }\n", "")
                .replace("filter: { customer: equals }", "filter: { note: equals }"));
        assertThat(DistributionKey.of(design.mapping().requirements(), design.mapping()))
                .isEqualTo(new DistributionKey("customer_id", 1));
    }

    @Test
    void theDayIsToldFromTheGrowth() {
        assertThat(ScaleDecision.due(new Load(1e12, 0, 0, 0))).startsWith("not within twenty years");
        assertThat(ScaleDecision.due(new Load(1e12, 5e10, 0, 0))).startsWith("about 7 years after go-live");
        assertThat(ScaleDecision.due(new Load(5e12, 5e10, 0, 0))).isEqualTo("within two years");
    }

    @Test
    void whatIsStatedIsAddedUp() {
        var decision = ScaleDecision.decision(Designs.of(FILE.formatted("", "volume: 90B", "20/s")));
        assertThat(decision.choice())
                .isEqualTo("read replicas first; then a distributed PostgreSQL (Citus) distributed by customer_id,"
                        + " which 80 % of the calls know");
        assertThat(decision.because()).contains("90 reads and 10 writes a second");
    }
}
