package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that users start from. */
class RequirementsExamplesTest {
    static Path example(String name) {
        return Path.of(System.getProperty("pgwright.root", ".."), "examples", name, "requirements.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"marketplace", "clinic", "iot", "saas-billing", "ledger", "social-feed", "inventory", "content"})
    void readsEveryExample(String name) {
        Requirements requirements = RequirementsReader.read(example(name));
        assertThat(requirements.project().name()).isEqualTo(name);
        assertThat(requirements.entities()).hasSizeBetween(9, 20);
    }

    @Test
    void readsTheMarketplaceInFull() {
        Requirements requirements = RequirementsReader.read(example("marketplace"));
        assertThat(requirements.tenancy()).isNotNull();
    }
}
