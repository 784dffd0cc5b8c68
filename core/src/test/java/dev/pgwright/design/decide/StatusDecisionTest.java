package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.Designs;
import org.junit.jupiter.api.Test;

class StatusDecisionTest {
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
}
