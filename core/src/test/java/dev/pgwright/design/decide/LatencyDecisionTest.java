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

    private static List<Decision> decisions(String pattern) {
        return SchemaDesigner.design(IndexCase.requirements(pattern)).decisions().stream()
                .filter(decision -> decision.topic().equals("Latency targets"))
                .toList();
    }
}
