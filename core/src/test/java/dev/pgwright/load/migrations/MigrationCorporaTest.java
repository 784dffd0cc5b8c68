package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.sql.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The histories of two public projects; skipped where they do not lie beside this one. */
class MigrationCorporaTest {
    private static Path corpus(String name) {
        Path path = Path.of(System.getProperty("pgwright.corpora", "")).resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(path), () -> "skipped: there is no " + path);
        return path;
    }

    private static void parses(MigrationHistory history) {
        assertThat(history.migrations())
                .allSatisfy(
                        migration -> assertThat(Sql.parse(migration.up().sql()).errors())
                                .as(migration.up().source().name())
                                .isEmpty());
    }

    @Test
    void concourseIsReadAsGolangMigrateRunsIt() {
        Path folder = corpus("migrations/concourse");
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThat(history.framework()).isEqualTo(Framework.GOLANG_MIGRATE);
        assertThat(history.migrations()).hasSize(149);
        assertThat(Migrations.versions(history))
                .isSortedAccordingTo((left, right) -> Long.compare(Long.parseLong(left), Long.parseLong(right)))
                .startsWith("1510262030");
        assertThat(history.migrations().stream().filter(migration -> migration.down() != null))
                .hasSize(148);
        assertThat(Migrations.in(folder).problems(history))
                .containsExactly(
                        // their way up is written in Go
                        "1522178770_add_job_tags.down.sql migration-down-without-up: it takes back the version 1522178770, which has no migration up",
                        "1561558376_add_type_to_resources.down.sql migration-down-without-up: it takes back the version 1561558376, which has no migration up",
                        "1583868323_add_pipelines_last_update.up.sql:1:1 empty-migration: it does nothing",
                        // Concourse runs golang-migrate's files by a program of its own, which takes both
                        "1626194317_add_pipeline_pauses_table.down.sql duplicate-migration-version: the version 1626194317 is also that of 1626194317_add_job_pauses_table.down.sql",
                        "1626194317_add_pipeline_pauses_table.up.sql duplicate-migration-version: the version 1626194317 is also that of 1626194317_add_job_pauses_table.up.sql");
        parses(history);
    }

    @Test
    void graphNodeIsReadAsDieselRunsIt() {
        Path folder = corpus("migrations/graph-node");
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThat(history.framework()).isEqualTo(Framework.DIESEL);
        assertThat(history.migrations()).hasSize(125).allMatch(migration -> migration.down() != null);
        assertThat(history.migrations().stream()
                        .map(migration -> migration.version().replace("-", "")))
                .isSorted()
                .contains("20180710061642", "202512181049560000");
        assertThat(history.problems()).isEmpty();
        parses(history);
    }

    @Test
    void whatBelongsToNoToolIsPlain() {
        Path folder = corpus("known-good");
        try (var children = Files.list(folder)) {
            assertThat(children.filter(Files::isDirectory))
                    .isNotEmpty()
                    .allSatisfy(
                            child -> assertThat(MigrationFolder.detect(child)).isEqualTo(Framework.PLAIN));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
