package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.AuditDecision.Leaf;
import dev.pgwright.design.model.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditDecisionTest {
    private static Design design(String said) {
        return Designs.of("""
                project: { name: shop }
                entities:
                  product: { %s, attributes: { price: integer, secret: { type: text, sensitive: true } } }
                """.formatted(said));
    }

    private static java.util.Optional<Decision> decision(Design design) {
        return design.decisions().stream()
                .filter(one -> one.topic().equals("Audit"))
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audit: true | WHOLE_ROW | secret is sensitive and not copied",
                "'audit: { attributes: [price, secret] }' | NAMED_ATTRIBUTES | unchanged",
                "'changes: never, audit: true' | COMING_AND_GOING | only what has changed is kept",
            })
    void whatIsKeptFollowsFromWhatIsSaid(String said, Leaf leaf, String because) {
        Design design = design(said);

        assertThat(AuditDecision.leaf(
                        design.mapping().requirements().entity("product").orElseThrow()))
                .isEqualTo(leaf);
        Decision decision = decision(design).orElseThrow();
        assertThat(decision.because() + decision.alternatives()).contains(because);
        assertThat(design.auditTrails()).hasSize(1);
    }

    @Test
    void nothingIsKeptWhereNothingIsSaid() {
        Design design = design("audit: false");

        assertThat(decision(design)).isEmpty();
        assertThat(design.auditTrails()).isEmpty();
        assertThat(design.catalog().tables()).hasSize(1);
    }

    @Test
    void historyIsFoundByTheRowThatItIsAbout() {
        assertThat(design("audit: true").indexes())
                .extracting(index -> index.index().name())
                .containsExactly("product_histories_subject_id_happened_at_idx");
    }
}
