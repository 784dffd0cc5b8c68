package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatDbmlTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void writesWhatIsUntidyAndOnlyThat() throws IOException {
        Path untidy = file("a.dbml", "Table t{\na int // c\n}\n");
        Path tidy = file("b.dbml", "Table t {\n  a int\n}\n");
        FormatDbml.Request check = new FormatDbml.Request(List.of(untidy, tidy), true);
        assertThat(FormatDbml.run(check)).isEqualTo(new FormatDbml.Result(List.of(untidy), List.of(tidy)));
        assertThat(untidy).hasContent("Table t{\na int // c\n}\n");
        FormatDbml.run(new FormatDbml.Request(List.of(untidy, tidy), false));
        assertThat(untidy).hasContent("Table t {\n  a int // c\n}\n");
        assertThat(FormatDbml.run(check).changed()).isEmpty();
    }

    @Test
    void writesNothingWhenAFileIsFaulty() throws IOException {
        Path untidy = file("a.dbml", "Table t{ a int }");
        Path wrong = file("b.dbml", "Table t { a }");
        assertThatThrownBy(() -> FormatDbml.run(new FormatDbml.Request(List.of(untidy, wrong), false)))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("b.dbml:1:11: the column 'a' needs a type");
        assertThat(untidy).hasContent("Table t{ a int }");
    }

    @Test
    void tellsWhatIsNoDbmlFileOrNotThere() throws IOException {
        Path sql = file("a.sql", "create table a ();");
        assertThatThrownBy(() -> FormatDbml.run(new FormatDbml.Request(List.of(sql), false)))
                .isInstanceOf(PgwrightException.class)
                .hasMessage(sql + ": only DBML files can be laid out");
        Path none = folder.resolve("none.dbml");
        assertThatThrownBy(() -> FormatDbml.run(new FormatDbml.Request(List.of(none), false)))
                .isInstanceOf(PgwrightException.class)
                .hasMessage(none + ": there is no such file");
    }

    @Test
    void tellsThatAFileIsNotUtf8() throws IOException {
        Path latin =
                Files.write(folder.resolve("a.dbml"), "Table größe { a int }".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> FormatDbml.run(new FormatDbml.Request(List.of(latin), false)))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("the file is not UTF-8");
    }
}
