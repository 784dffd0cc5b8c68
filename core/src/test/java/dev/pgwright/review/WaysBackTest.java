package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.review.rules.migration.SyntaxErrorRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of scripts that take migrations back. */
class WaysBackTest {
    @TempDir
    Path folder;

    private List<String> found() {
        return Reviewer.review(
                        MigrationFolder.read(List.of(folder), null),
                        List.of(new SyntaxErrorRule()),
                        ReviewOptions.forVersion(18))
                .findings()
                .stream()
                .map(finding -> Path.of(finding.source().name()).getFileName() + ":"
                        + finding.source().position(finding.span().start()) + " "
                        + finding.rule().id() + ": " + finding.message())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void syntaxErrorStandsInTheFileOfTheWayBack() throws IOException {
        write("1_lots.up.sql", "create table lots (id bigint primary key);\n");
        write("1_lots.down.sql", "select 1;\ndrop tabel lots;\n");
        assertThat(found())
                .containsExactly("1_lots.down.sql:2:6 syntax-error: PostgreSQL says of the way back: syntax error"
                        + " at or near \"tabel\"");
    }

    @Test
    void syntaxErrorStandsAtItsLineWhereBothWaysAreInOneFile() throws IOException {
        write("001_lots.sql", """
                -- +goose Up
                create table lots (id bigint primary key);
                -- +goose Down
                drop table lots lots;
                """);
        assertThat(found())
                .containsExactly(
                        "001_lots.sql:4:17 syntax-error: PostgreSQL says of the way back: syntax error at or near \"lots\"");
    }

    @Test
    void commentInAWayBackSilencesWhatIsFoundThere() throws IOException {
        write("1_lots.up.sql", "create table lots (id bigint primary key);\n");
        write("1_lots.down.sql", "-- pgwright:ignore syntax-error: nobody runs it\ndrop tabel lots;\nselect 1;\n");
        assertThat(found()).isEmpty();
        write("1_lots.down.sql", "-- pgwright:ignore syntax-error: nobody runs it\ndrop table lots;\n");
        assertThat(found())
                .containsExactly("1_lots.down.sql:1:1 unused-suppression: syntax-error finds nothing here to ignore");
    }
}
