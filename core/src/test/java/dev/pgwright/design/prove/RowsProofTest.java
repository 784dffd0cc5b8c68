package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries do what their access patterns mean, on rows that would tell if they did not. */
@Tag("laws")
class RowsProofTest {
    /** DesignProjectTest proves the same of them, together with everything else. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "clinic, 18", "content, 18", "inventory, 18", "iot, 18", "ledger, 18", "marketplace, 18", "saas-billing, 18",
        "social-feed, 18", "clinic, 15", "content, 15", "inventory, 15", "iot, 15", "ledger, 15", "marketplace, 15",
        "saas-billing, 15", "social-feed, 15"
    })
    void everyQueryOfTheExamplesDoesWhatItsPatternMeans(String example, int version) {
        Design design = Designs.ofExample(example, version);
        long expected = design.mapping().requirements().accessPatterns().stream()
                .filter(pattern -> pattern.sql() == null)
                .count();

        List<Proof> proofs = Designed.rows(design, DesignTexts.of(design).queries());

        assertThat(proofs).hasSizeGreaterThanOrEqualTo((int) expected);
        assertThat(proofs)
                .allMatch(proof ->
                        proof.outcome() == Proof.Outcome.PASSED || proof.outcome() == Proof.Outcome.NOT_EVALUATED);
        assertThat(proofs)
                .filteredOn(proof -> proof.outcome() == Proof.Outcome.PASSED)
                .hasSizeGreaterThanOrEqualTo((int) expected);
    }

    @Test
    void ofAQueryThatIsWrittenAsSqlIsSaidThatNothingIndependentJudgesIt() {
        ProofReport report = Designed.proof("""
                project: { name: shop, postgres: 18 }
                entities:
                  customer: { attributes: { email: { type: email, required: true, unique: true } } }
                access_patterns:
                  counted: { kind: aggregate, entity: customer, sql: "SELECT count(*) AS customers FROM customers" }
                  by_email: { kind: get, entity: customer, filter: { email: equals } }
                """);

        assertThat(Subject.decision(report, "rows:counted"))
                .isEqualTo("not-evaluated: not evaluated independently: written as SQL");
        assertThat(Subject.decision(report, "rows:by_email")).startsWith("passed");
        assertThat(report.notEvaluated()).extracting(Proof::id).containsExactly("rows:counted");
        assertThat(report.allPassed()).isTrue();
    }
}
