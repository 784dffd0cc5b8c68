package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.MissingValuesDecision.Leaf;
import dev.pgwright.design.requirements.ConsistencyRule.Missing;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingValuesDecisionTest {
    @ParameterizedTest
    @CsvSource({
        "       , false, false, 18, NOTHING_MISSING",
        "EQUAL,   false, false, 18, NOTHING_MISSING",
        "EQUAL,   true,  false, 18, STATED_EQUAL",
        "DISTINCT,false, true,  18, STATED_DISTINCT",
        "       , true,  false, 18, FACT_MISSING",
        "       , true,  true,  18, FACT_MISSING",
        "       , false, true,  15, REFERENCE_MISSING",
        "       , false, true,  14, NOT_COMPARED",
        "EQUAL,   true,  false, 14, NOT_COMPARED",
    })
    void whatIsMissingIsComparedWhereItIsMeant(
            @Nullable Missing said, boolean fact, boolean reference, int postgres, Leaf leaf) {
        UniqueTogether rule =
                new UniqueTogether(Place.of("requirements.yaml"), "r", "e", List.of("a", "b"), null, said);

        assertThat(MissingValuesDecision.leaf(rule, fact, reference, postgres)).isEqualTo(leaf);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "'missing: equal,', true", "'missing: distinct,', false"})
    void aReferenceNumberThatIsNotKnownIsNotTheSame(String said, boolean equal) {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  customer: { attributes: { name: text } }
                  order: { attributes: { reference: code } }
                relationships: [{ from: customer, to: order, kind: 1:N, required: true, on_delete: restrict }]
                rules: { one_reference: { entity: order, %s unique: [customer, reference] } }
                """.formatted(said));

        assertThat(Designs.table(design, "orders").of(Constraint.Unique.class))
                .extracting(Constraint.Unique::nullsNotDistinct)
                .containsExactly(equal);
        assertThat(design.decisions())
                .filteredOn(one -> one.topic().equals("Missing values in unique keys"))
                .hasSize(1);
    }
}
