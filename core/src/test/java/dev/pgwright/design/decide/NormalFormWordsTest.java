package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of normal form claims no more than was examined. */
class NormalFormWordsTest {
    @Test
    void aListThatFiltersThroughPairsIsNotDenied() {
        String pattern = "kind: list, entity: order, return: [title], filter: { label: equals }, sort: [-placed_at]";
        assertThat(NormalizationDecision.otherwise(IndexCase.requirements(pattern), "public")
                        .because())
                .isEqualTo("no list in an order of its own filters by an attribute of a row that it refers to; lists"
                        + " that filter through pairs, or sort by another table, join and then sort");
    }
}
