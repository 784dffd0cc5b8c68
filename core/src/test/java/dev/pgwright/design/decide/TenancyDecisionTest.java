package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.TenancyDecision.Leaf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenancyDecisionTest {
    private static final String FILE = """
            project: { name: shops }
            %s
            entities:
              tenant: { %s attributes: { name: text } }
              item: { attributes: { name: text } }
            """;

    @ParameterizedTest
    @CsvSource({
        "'',SHARED_UNKNOWN",
        "volume: 50,SHARED_FEW",
        "volume: 51,SHARED_SOME",
        "volume: 999,SHARED_SOME",
        "volume: 1000,SHARED_MANY"
    })
    void theNumberOfTenantsDecides(String volume, Leaf leaf) {
        assertThat(TenancyDecision.leaf(Designs.requirements(
                        FILE.formatted("tenancy: { entity: tenant }", volume.isEmpty() ? "" : volume + ","))))
                .isEqualTo(leaf);
    }

    @Test
    void withoutTenantsNothingIsDecided() {
        Design design = Designs.of(FILE.formatted("", ""));
        assertThat(TenancyDecision.leaf(design.mapping().requirements())).isEqualTo(Leaf.NO_TENANTS);
        assertThat(design.decisions()).noneMatch(decision -> decision.topic().equals("Tenancy"));
    }

    @Test
    void rowLevelSecurityIsDecidedToo() {
        assertThat(Designs.of(FILE.formatted("tenancy: { entity: tenant }", "")).decisions())
                .filteredOn(decision -> decision.topic().equals("Tenancy"))
                .extracting(decision -> decision.subject())
                .containsExactly("public", "public (row-level security)");
    }
}
