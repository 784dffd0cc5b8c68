package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.requirements.Kinds.Leaf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
    private static Requirements read(String card, String more) {
        return Designs.requirements("""
                project: { name: shop }
                entities:
                  method: { attributes: { holder: text } }
                  card: { is_a: method, attributes: { %s } }
                  account: { is_a: method, attributes: { iban: code } }
                %s
                """.formatted(card, more));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number: code | | SINGLE_TABLE
            number: code | access_patterns: { cards: { kind: list, entity: card } } | JOINED_SPOKEN_OF
            number: code | rules: { positive: { entity: card, check: number <> '' } } | JOINED_SPOKEN_OF
            number: code | access_patterns: { methods: { kind: list, entity: method, return: [card.number] } } | JOINED_SPOKEN_OF
            number: code | access_patterns: { methods: { kind: list, entity: method, return: [holder] } } | SINGLE_TABLE
            a: code, b: code, c: code, d: code, e: code | | JOINED_MANY_FACTS
            a: code, b: code, c: code, d: code | | SINGLE_TABLE
            'a: { type: code, default: x }' | | JOINED_DEFAULTS
            a: tags | | JOINED_DEFAULTS
            iban: code | | JOINED_SAME_NAMES
            """)
    void whatIsSaidOfAKindDecides(String card, String more, Leaf leaf) {
        assertThat(read(card, more == null ? "" : more).kinds().get(0).leaves()).containsEntry("card", leaf);
    }

    @Test
    void aKindInOneTableIsNoEntityAnyMore() {
        Requirements read = read("number: { type: code, required: true }", "");
        assertThat(read.entities()).extracting(Entity::name).containsExactly("method");
        assertThat(read.entities().get(0).attributes())
                .extracting(Attribute::name)
                .containsExactly("kind", "holder", "number", "iban");
        assertThat(read.rules())
                .extracting(rule -> ((ConsistencyRule.Check) rule).expression())
                .containsExactly("(kind = 'card') = (number IS NOT NULL)", "kind = 'account' OR iban IS NULL");
    }

    @Test
    void withoutTotalARowMayBeOfNoKind() {
        var kind = read("number: code", "").entities().get(0).attribute("kind").orElseThrow();
        assertThat(java.util.Objects.requireNonNull(kind.status()).values())
                .containsExactly("method", "card", "account");
        assertThat(kind.defaultValue()).isEqualTo("method");
    }
}
