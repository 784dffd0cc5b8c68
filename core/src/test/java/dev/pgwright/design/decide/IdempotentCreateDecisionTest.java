package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.IdempotentCreateDecision.Leaf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each leaf: what becomes of a row that is created twice. */
class IdempotentCreateDecisionTest {
    private static final String SHOP = """
            project: { name: shop }
            entities:
              customer: { attributes: { email: { type: email, required: true, unique: true } } }
              product: { attributes: { name: { type: text, required: true } } }
              wish: { attributes: { note: text } }
              review: { attributes: { stars: { type: integer, required: true } } }
            relationships:
              - { from: customer, to: wish, kind: 1:N, required: true, on_delete: cascade }
              - { from: product, to: wish, kind: 1:N, required: true, on_delete: cascade }
              - { from: customer, to: review, kind: 1:N, required: true, on_delete: cascade }
              - { from: product, to: review, kind: 1:N, required: true, on_delete: cascade }
            access_patterns:
              it: { kind: create, entity: %s, rate: 1/s }
            rules:
              one_wish: { entity: wish, unique: [customer, product] }
              one_review: { entity: review, unique: [customer, product] }
            """;

    @ParameterizedTest
    @CsvSource({
        "product, NO_NATURAL_KEY, each call makes a row",
        "customer, KEY_IDENTIFIES, the second one is refused (23505)",
        "review, KEY_IDENTIFIES, the second one is refused (23505)",
        "wish, ROW_IS_ITS_KEY, the second one changes nothing (ON CONFLICT DO NOTHING)"
    })
    void whatBecomesOfARowThatIsCreatedTwice(String entity, Leaf leaf, String choice) {
        Design design = Designs.of(SHOP.formatted(entity));
        var table = design.mapping().table(entity);
        assertThat(IdempotentCreateDecision.leaf(
                        design.mapping(),
                        table,
                        design.catalog().table(table.name()).orElseThrow()))
                .isEqualTo(leaf);
        assertThat(design.decisions())
                .filteredOn(decision -> decision.topic().equals("Creating twice"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.choice()).isEqualTo(choice));
        assertThat(Designs.query(design, "it").sql().contains("ON CONFLICT")).isEqualTo(leaf == Leaf.ROW_IS_ITS_KEY);
    }
}
