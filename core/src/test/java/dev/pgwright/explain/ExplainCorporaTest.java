package dev.pgwright.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that others have published, which lie beside the project. */
class ExplainCorporaTest {
    private static SourceFile plan(String name) throws IOException {
        Path path = Path.of(System.getProperty("pgwright.corpora", ""), "plans").resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(path), () -> "skipped: there is no " + path);
        return SourceFile.of(name, SourceFile.read(path).text());
    }

    @ParameterizedTest
    @CsvSource({"01.json", "02.json", "03.json", "04.json", "10.json"})
    void measuredPlansAddUp(String name) throws IOException {
        Explained explained = ExplainReader.read(plan(name)).get(0);
        PlanNode root = explained.plan();
        assertThat(explained.executionTime()).isPositive();
        assertThat(root.all()).hasSizeGreaterThan(2).allSatisfy(node -> {
            assertThat(node.type()).isNotEqualTo("Unknown");
            assertThat(node.totalCost()).isGreaterThanOrEqualTo(node.startupCost());
            assertThat(node.actual()).isNotNull();
            assertThat(node.selfTime().orElse(0.0)).isGreaterThanOrEqualTo(0);
            assertThat(node.type().contains("Index") && node.type().contains("Scan"))
                    .isEqualTo(node.readsIndex());
        });
        assertThat(root.totalActualTime().orElseThrow()).isLessThanOrEqualTo(explained.executionTime() * 1.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08.json", "00.txt", "09.txt"})
    void whatIsNoJsonIsRefused(String name) throws IOException {
        SourceFile file = plan(name);
        assertThatThrownBy(() -> ExplainReader.read(file))
                .isInstanceOf(PgwrightException.class)
                .hasMessageStartingWith(name + ":");
    }
}
