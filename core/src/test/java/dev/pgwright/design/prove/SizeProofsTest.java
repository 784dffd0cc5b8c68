package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.volume.SizeEstimates;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.testkit.PostgresFixture;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("laws")
class SizeProofsTest {
    private static List<Proof> prove(Design design, String up, int version) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            return SizeProofs.prove(SizeEstimates.of(design, SizeProofs.ROWS), up, databases);
        }
    }

    /** DesignProjectTest proves the same of them, together with everything else. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "marketplace,18",
        "clinic,18",
        "iot,18",
        "content,18",
        "inventory,18",
        "ledger,18",
        "saas-billing,18",
        "social-feed,18",
        "marketplace,15",
        "clinic,15",
        "iot,15",
        "content,15",
        "inventory,15",
        "ledger,15",
        "saas-billing,15",
        "social-feed,15"
    })
    void rowsOfTheExamplesAreAsLargeAsEstimated(String example, int version) {
        Design design = Designs.ofExample(example, version);
        assertThat(prove(design, DesignTexts.of(design).up(), version))
                .isNotEmpty()
                .allSatisfy(
                        proof -> assertThat(proof.outcome()).as(proof.detail()).isEqualTo(Proof.Outcome.PASSED));
    }

    @Test
    void aRowThatIsWiderThanEstimatedIsSeen() {
        Design design = Designs.of("""
                project: { name: shop }
                entities: { customer: { volume: 5k, attributes: { name: { type: text, required: true } } } }
                """);
        String wider = DesignTexts.of(design).up() + "ALTER TABLE customers ADD filler text DEFAULT repeat('x', 40);";
        assertThat(prove(design, wider, 18)).singleElement().satisfies(proof -> {
            assertThat(proof.outcome()).isEqualTo(Proof.Outcome.FAILED);
            assertThat(proof.detail())
                    .startsWith("too far off: the table; bytes a row, estimated and of 2000 real rows:");
        });
    }

    @Test
    void sayTheSameEveryTime() {
        Design design = Designs.ofExample("clinic");
        String up = DesignTexts.of(design).up();
        int version = design.mapping().requirements().project().postgres();
        assertThat(prove(design, up, version)).isEqualTo(prove(design, up, version));
    }
}
