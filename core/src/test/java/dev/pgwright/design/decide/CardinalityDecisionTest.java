package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.CardinalityDecision.Leaf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardinalityDecisionTest {
    private static final String YAML = """
            project: { name: shop }
            entities:
              order: { attributes: { note: text } }
              line: { attributes: { note: text } }
            relationships:
              - { from: order, to: line, kind: %s, required: true, on_delete: cascade%s }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1:N || FREE | 0",
                "1:N | least: 0 | FREE | 0",
                "1:N | least: 1 | DEFERRED_LEAST | 2",
                "1:1 | least: 1 | DEFERRED_LEAST | 2",
                "1:N | most: 20 | IMMEDIATE_MOST | 1",
                "1:N | least: 2, most: 20 | BOTH | 3",
            })
    void whatIsSaidOfNumbersIsKeptByTriggers(String kind, String said, Leaf leaf, int functions) {
        Design design = Designs.of(YAML.formatted(kind, said == null ? "" : ", " + said));

        assertThat(CardinalityDecision.leaf(
                        design.mapping().requirements().relationships().get(0)))
                .isEqualTo(leaf);
        assertThat(design.catalog().routines()).hasSize(functions + 1);
        assertThat(design.decisions().stream().filter(one -> one.topic().equals("Cardinality")))
                .hasSize(leaf == Leaf.FREE ? 0 : 1);
        assertThat(design.groupRules()).hasSize(leaf == Leaf.FREE ? 0 : 1);
    }
}
