package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.NormalizationDecision.Leaf;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationDecisionTest {
    static final String SHOP = """
            project: { name: shop, postgres: 18 }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              seller:
                changes: rarely
                volume: 10k
                attributes:
                  region: { type: country, required: true }
                  name: { type: text, required: true }
              order:
                volume: 50M
                attributes:
                  placed_at: { type: timestamp, required: true }
                  note: text
            relationships:
              - { from: seller, to: order, kind: 1:N, required: true, on_delete: restrict }
            access_patterns:
              orders_of_region:
                kind: list
                entity: order
                return: [note, placed_at, seller.region, seller.name]
                filter: { seller.region: equals }
                sort: [-placed_at]
                rate: 50/s
                latency: 30 ms
              place_order: { kind: create, entity: order, rate: 5/s }
            """;

    private static Leaf leaf(String yaml) {
        var requirements = Designs.requirements(yaml);
        var candidates = NormalizationDecision.candidates(requirements);
        assertThat(candidates).hasSize(1);
        return NormalizationDecision.leaf(requirements, candidates.get(0));
    }

    @Test
    void aFactThatHardlyChangesIsCopiedForACriticalQuery() {
        assertThat(leaf(SHOP)).isEqualTo(Leaf.COPIED);
        Design design = Designs.of(SHOP);
        ForeignKey key = Designs.table(design, "orders").foreignKeys().get(0);
        assertThat(key.columns()).containsExactly("tenant_id", "seller_id", "seller_region");
        assertThat(key.referencedColumns()).containsExactly("tenant_id", "id", "region");
        assertThat(key.onUpdate()).isEqualTo(ReferentialAction.CASCADE);
        assertThat(design.redundancies())
                .extracting(redundancy -> redundancy.name())
                .containsExactly("orders_sellers");
    }

    @Test
    void theQueryReadsTheCopyThroughOneIndex() {
        Design design = Designs.of(SHOP);
        String sql = Designs.query(design, "orders_of_region").sql();
        assertThat(sql).contains("o.seller_region = $2", "page.seller_region");
        assertThat(design.indexes())
                .anyMatch(index -> index.serves().contains("orders_of_region")
                        && index.index().elements().stream()
                                .map(element -> element.key())
                                .toList()
                                .equals(List.of("tenant_id", "seller_region", "placed_at", "id")));
        assertThat(Designs.query(design, "place_order").sql()).doesNotContain("seller_region");
    }

    @Test
    void withoutATargetItStaysWhereItBelongs() {
        assertThat(leaf(SHOP.replace("    latency: 30 ms\n", ""))).isEqualTo(Leaf.NORMALIZED_WITHOUT_TARGET);
    }

    @Test
    void smallTablesAreJoined() {
        assertThat(leaf(SHOP.replace("volume: 50M", "volume: 50k"))).isEqualTo(Leaf.NORMALIZED_SMALL);
    }

    @Test
    void aFilterThatLeavesFewRowsNeedsNoCopy() {
        assertThat(leaf(SHOP.replace("seller.region: equals }", "seller.region: equals, seller: equals }")))
                .isEqualTo(Leaf.NORMALIZED_NARROWED);
    }

    @Test
    void whatChangesOftenIsNotCopied() {
        assertThat(leaf(SHOP.replace("type: country, required: true", "type: country, required: true, changes: often")))
                .isEqualTo(Leaf.NORMALIZED_CHANGES);
        assertThat(Designs.of(SHOP.replace("changes: rarely", "changes: often")).redundancies())
                .isEmpty();
    }

    @Test
    void whatMayBeMissingIsNotCopied() {
        assertThat(leaf(SHOP.replace("type: country, required: true", "type: country")))
                .isEqualTo(Leaf.NORMALIZED_OPTIONAL);
        assertThat(leaf(SHOP.replace("required: true, on_delete: restrict", "on_delete: restrict")))
                .isEqualTo(Leaf.NORMALIZED_OPTIONAL);
    }

    @Test
    void aListSortedByTheSameTableIsNoCase() {
        String yaml = SHOP.replace("sort: [-placed_at]", "sort: [seller.name]");
        assertThat(NormalizationDecision.candidates(Designs.requirements(yaml))).isEmpty();
        assertThat(Designs.of(yaml).decisions())
                .filteredOn(decision -> decision.topic().equals("Normal form"))
                .singleElement()
                .satisfies(decision ->
                        assertThat(decision.because()).startsWith("no list in an order of its own filters"));
    }
}
