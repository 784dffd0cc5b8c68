package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.decide.ConservationDecision.Leaf;
import dev.pgwright.design.requirements.ConsistencyRule.Conserve;
import dev.pgwright.source.Place;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConservationDecisionTest {
    @ParameterizedTest
    @CsvSource({
        "0, true, ADDS_TO_NOTHING",
        "0.00, false, ADDS_TO_NOTHING",
        "invoice.total, true, ADDS_TO_PARENT",
        "100, true, LOCKS_PARENT",
        "-1, true, LOCKS_PARENT",
        "100, false, LOCKS_GROUP",
    })
    void locksOnlyWhereAnAbsentGroupIsNotChecked(String total, boolean hasParent, Leaf leaf) {
        Conserve rule = new Conserve(
                Place.of("requirements.yaml"), "balanced", "entry", "amount", List.of("transaction"), total, null);

        assertThat(ConservationDecision.leaf(rule, hasParent)).isEqualTo(leaf);
        boolean locks = leaf == Leaf.LOCKS_PARENT || leaf == Leaf.LOCKS_GROUP;
        assertThat(ConservationDecision.decision(rule, hasParent, "entries_balanced_sum")
                        .choice())
                .contains(locks ? "lock" : "no lock");
        assertThat(ConservationDecision.decision(rule, hasParent, "entries_balanced_sum")
                        .choice()
                        .contains("SERIALIZABLE"))
                .isEqualTo(locks);
    }
}
