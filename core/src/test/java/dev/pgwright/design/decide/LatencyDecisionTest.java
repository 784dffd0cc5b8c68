package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.model.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target that no index can meet is said to be out of reach. */
class LatencyDecisionTest {
    private static final String WORDS =
            "kind: list, entity: book, return: [words], filter: { words: matches }, page: 20, latency: ";

    @ParameterizedTest
    @CsvSource({"'', NO_TARGET", "100 ms, OUT_OF_REACH", "2 s, WITHIN"})
    void leaves(String target, LatencyDecision.Leaf leaf) {
        String pattern = target.isEmpty() ? WORDS.replace(", latency: ", "") : WORDS + target;
        assertThat(LatencyDecision.leaf(IndexCase.demand(pattern), 50_000)).isEqualTo(leaf);
    }

    @Test
    void aSearchThatMatchesTooManyRowsIsToldWithWhatWouldHelp() {
        assertThat(decisions(WORDS + "100 ms")).singleElement().satisfies(decision -> {
            assertThat(decision.subject()).isEqualTo("it");
            assertThat(decision.choice()).isEqualTo("no index brings it below 100 ms");
            assertThat(decision.because()).contains("visits about").contains("rows of public.books");
            assertThat(decision.alternatives())
                    .extracting(alternative -> alternative.option())
                    .contains("a search engine beside the database");
        });
    }

    @Test
    void aRowThatAKeyFindsIsWithinItsTarget() {
        assertThat(decisions("kind: get, entity: book, return: [words], filter: { id: equals }, latency: 5 ms"))
                .isEmpty();
    }

    private static final String LABELLED =
            "kind: list, entity: order, return: [title], filter: { label: equals }, sort: [-placed_at], ";

    @Test
    void rowsThatPairsNameAreLookedUpBeforeTheyAreSorted() {
        // read from the index alone 60,000 pairs of a label take 0.2 s, the orders that they name 5 s
        assertThat(decisions(LABELLED + "page: 200, latency: 1 s"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.because())
                        .contains(
                                "rows of public.order_labels and looks up about 60,000 rows of other tables by their key,"
                                        + " with 4 visits each"));
        assertThat(decisions(LABELLED + "page: 200, latency: 10 s")).isEmpty();
    }

    @Test
    void rowsInOrderAreLookedUpInThePairsUntilThePageIsFull() {
        // 12,000 orders until 20 have the label: 0.2 s, and 0.9 s to look each up
        assertThat(decisions(LABELLED + "page: 20, latency: 500 ms"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.because())
                        .contains("rows of public.orders and looks up about 12,000 rows of other tables by their key"));
        assertThat(decisions(LABELLED + "page: 20, latency: 2 s")).isEmpty();
    }

    private static List<Decision> decisions(String pattern) {
        return SchemaDesigner.design(IndexCase.requirements(pattern)).decisions().stream()
                .filter(decision -> decision.topic().equals("Latency targets"))
                .toList();
    }
}
