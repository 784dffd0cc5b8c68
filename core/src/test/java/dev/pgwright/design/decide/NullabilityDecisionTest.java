package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.NullabilityDecision.Leaf;
import dev.pgwright.design.model.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullabilityDecisionTest {
    private static final String ITEMS = """
            project: { name: shop }
            entities:
              shelf: { attributes: { name: text } }
              item:
                attributes:
                  name: { type: text, required: true }
                  note: text
                  words: tags
                  price: money
                  cost: { type: money, required: true }
            relationships:
              - { from: shelf, to: item, kind: 1:N, required: true }
              - { from: shelf, to: item, role: reserve, kind: 1:N }
            """;

    @ParameterizedTest
    @CsvSource({"name,REQUIRED", "note,OPTIONAL", "words,EMPTY_LIST", "price,TOGETHER", "cost,REQUIRED"})
    void theAttributeDecides(String attribute, Leaf leaf) {
        var item = Designs.requirements(ITEMS).entity("item").orElseThrow();
        assertThat(NullabilityDecision.leaf(item.attribute(attribute).orElseThrow()))
                .isEqualTo(leaf);
    }

    @ParameterizedTest
    @CsvSource({"shelf,REQUIRED", "reserve,OPTIONAL"})
    void theRelationshipDecides(String role, Leaf leaf) {
        var mapping = Designs.of(ITEMS).mapping();
        assertThat(NullabilityDecision.leaf(mapping.reference("item", role).orElseThrow()))
                .isEqualTo(leaf);
    }

    @Test
    void anOptionalAmountKeepsItsCurrencyAtItsSide() {
        assertThat(Designs.table(Designs.of(ITEMS), "items").of(Constraint.Check.class))
                .extracting(Constraint.Check::expression)
                .contains("(price IS NULL) = (price_currency IS NULL)")
                .doesNotContain("(cost IS NULL) = (cost_currency IS NULL)");
    }

    @Test
    void everyColumnOfTheRequirementsIsTold() {
        assertThat(Designs.of(ITEMS).decisions())
                .filteredOn(decision -> decision.topic().equals("Nullability"))
                .extracting(decision -> decision.subject())
                .contains(
                        "public.items (shelf_id, name, cost)",
                        "public.items (words)",
                        "public.items (price)",
                        "public.items (reserve_id, note)");
    }

    @Test
    void numbersOverChildrenAreToldElsewhere() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  shelf:
                    volume: 100k
                    attributes: { name: text, items: { type: integer, derived: { count: item } } }
                  item: { volume: 1M, attributes: { name: text } }
                relationships:
                  - { from: shelf, to: item, kind: 1:N, required: true, on_delete: restrict }
                access_patterns:
                  fullest: { kind: list, entity: shelf, return: [name, items], sort: [-items], latency: 20 ms, rate: 10/s }
                """);
        assertThat(Designs.table(design, "shelves").column("items"))
                .hasValueSatisfying(column -> assertThat(column.notNull()).isTrue());
        assertThat(design.decisions())
                .filteredOn(decision -> decision.topic().equals("Nullability"))
                .extracting(Decision::subject)
                .contains("public.shelves (name)")
                .noneMatch(subject -> subject.contains("items)"));
    }
}
