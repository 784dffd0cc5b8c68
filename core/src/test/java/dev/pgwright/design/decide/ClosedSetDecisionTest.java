package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.ClosedSetDecision.Leaf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedSetDecisionTest {
    @Test
    void valuesThatPeopleAddAreALookupTable() {
        var design = Designs.of("""
                project: { name: shop }
                entities:
                  item: { attributes: { colour: { type: status, values: [red, blue], extensible: true } } }
                """);
        assertThat(Designs.table(design, "item_colours")
                        .primaryKey()
                        .orElseThrow()
                        .columns())
                .containsExactly("code");
        assertThat(Designs.table(design, "items").foreignKeys())
                .extracting(key -> key.referenced().name())
                .containsExactly("item_colours");
        assertThat(design.seedStatements()).hasSize(1).first().asString().contains("('red', 1)", "('blue', 2)");
    }

    @Test
    void aLifecycleIsAnEnumGuardedByATrigger() {
        var design = Designs.of("""
                project: { name: shop }
                entities:
                  item: { attributes: { state: { type: status, values: [new, old], transitions: { new: [old] } } } }
                """);
        assertThat(design.catalog().enums())
                .extracting(type -> type.name().name())
                .containsExactly("item_state");
        assertThat(Designs.table(design, "items").triggers())
                .extracting(trigger -> trigger.name())
                .contains("items_state_transition");
        assertThat(design.lifecycles()).hasSize(1);
    }

    @Test
    void aPlainListIsACheck() {
        var design = Designs.of("""
                project: { name: shop }
                entities:
                  item: { attributes: { size: { type: status, values: [small, large] } } }
                """);
        assertThat(design.catalog().enums()).isEmpty();
        assertThat(Designs.table(design, "items").of(Constraint.Check.class))
                .extracting(Constraint.Check::expression)
                .containsExactly("size IN ('small', 'large')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            values: [red, blue], extensible: true | 1B | LOOKUP_EXTENSIBLE
            values: [new, old], transitions: { new: [old] } | 1B | ENUM_LIFECYCLE
            values: [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21] | 1 | LOOKUP_LONG
            values: [small, large] | 100M | ENUM_LARGE_TABLE
            values: [s, l] | 100M | CHECK
            values: [small, large] | 99M | CHECK
            values: [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20] | 1 | CHECK
            """)
    void theListAndTheTableDecide(String status, String volume, Leaf leaf) {
        var item =
                Designs.requirements("""
                project: { name: shop }
                entities:
                  item: { volume: %s, attributes: { kind: { type: status, %s } } }
                """.formatted(volume, status)).entities().get(0);
        var values = java.util.Objects.requireNonNull(item.attributes().get(0).status());
        assertThat(ClosedSetDecision.leaf(values, item.volume())).isEqualTo(leaf);
    }

    @Test
    void anEnumForItsSizeHasNoLifecycle() {
        var design = Designs.of("""
                project: { name: shop }
                entities:
                  item: { volume: 1B, attributes: { size: { type: status, values: [small, large] } } }
                """);
        assertThat(design.catalog().enums()).hasSize(1);
        assertThat(design.lifecycles()).isEmpty();
    }
}
