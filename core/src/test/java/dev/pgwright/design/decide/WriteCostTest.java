package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import org.junit.jupiter.api.Test;

class WriteCostTest {
    private static String cost(String changes) {
        Design design = Designs.of("""
                project: { name: plant }
                entities:
                  machine: { attributes: { site: { type: code, changes: %s }, note: text } }
                access_patterns:
                  machines_of_site: { kind: list, entity: machine, filter: { site: equals } }
                """.formatted(changes));
        return design.indexes().get(0).cost();
    }

    @Test
    void anIndexOfAnAttributeThatChangesOftenCostsHeapOnlyUpdates() {
        assertThat(cost("often")).endsWith("; updates of site cannot be heap-only");
    }

    @Test
    void anIndexOfAnAttributeThatHardlyChangesDoesNot() {
        assertThat(cost("rarely")).doesNotContain("heap-only");
    }
}
