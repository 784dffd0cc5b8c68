package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Generated;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.DerivedColumnDecision.Leaf;
import org.junit.jupiter.api.Test;

class DerivedColumnDecisionTest {
    private static final String SHOP = """
            project: { name: shop, postgres: %d }
            entities:
              line:
                attributes:
                  quantity: { type: integer, required: true, min: 1, max: 1000 }
                  price: { type: money, currency: EUR, required: true }
                  state: { type: status, values: [open, done], transitions: { open: [done] } }
                  %s
            """;
    private static final String AMOUNT =
            "amount: { type: money, currency: EUR, required: true, derived: quantity * price }";

    private static Leaf leaf(String yaml) {
        var requirements = Designs.requirements(yaml);
        var entity = requirements.entity("line").orElseThrow();
        var attribute = entity.attributes().get(entity.attributes().size() - 1);
        return DerivedColumnDecision.leaf(
                requirements, entity, attribute, java.util.Objects.requireNonNull(attribute.expression()));
    }

    @Test
    void whatIsOnlyShownIsVirtual() {
        String yaml = SHOP.formatted(18, AMOUNT);
        assertThat(leaf(yaml)).isEqualTo(Leaf.VIRTUAL);
        assertThat(Designs.table(Designs.of(yaml), "lines")
                        .column("amount")
                        .orElseThrow()
                        .generated())
                .isEqualTo(new Generated("quantity * price", false));
    }

    @Test
    void beforeVersion18AllAreStored() {
        assertThat(leaf(SHOP.formatted(17, AMOUNT))).isEqualTo(Leaf.STORED_BY_VERSION);
    }

    @Test
    void whatRowsAreSortedByIsStored() {
        String yaml = SHOP.formatted(18, AMOUNT)
                + "access_patterns: { dearest: { kind: list, entity: line, sort: [-amount] } }\n";
        assertThat(leaf(yaml)).isEqualTo(Leaf.STORED_FOR_INDEX);
        assertThat(Designs.of(yaml).indexes())
                .extracting(index -> index.index().elements().get(0).key())
                .containsExactly("amount");
    }

    @Test
    void whatTellsRowsApartIsStored() {
        assertThat(leaf(SHOP.formatted(18, "code: { type: integer, unique: true, derived: quantity * 7 }")))
                .isEqualTo(Leaf.STORED_FOR_INDEX);
        assertThat(leaf(SHOP.formatted(18, AMOUNT) + "rules: { once: { entity: line, unique: [amount] } }\n"))
                .isEqualTo(Leaf.STORED_FOR_INDEX);
    }

    @Test
    void whatIsMadeOfAnEnumIsStored() {
        assertThat(leaf(SHOP.formatted(18, "is_done: { type: boolean, derived: \"state = 'done'\" }")))
                .isEqualTo(Leaf.STORED_FOR_TYPE);
    }
}
