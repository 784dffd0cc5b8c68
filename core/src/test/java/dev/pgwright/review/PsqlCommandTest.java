package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.MigrationFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsqlCommandTest {
    @TempDir
    Path folder;

    private List<String> problems(String text) throws IOException {
        Files.writeString(folder.resolve("1.sql"), text);
        return Reviewer.review(MigrationFolder.read(List.of(folder), null), List.of(), ReviewOptions.forVersion(18))
                .problems()
                .stream()
                .map(problem -> problem.place().position() + " " + problem.message())
                .toList();
    }

    @Test
    void whatIsReadFromElsewhereIsNamedAlsoBehindTheLastStatement() throws IOException {
        assertThat(problems("\\i a.sql\nSELECT 1;\n\\ir b.sql\n\\include_relative c.sql\n"))
                .containsExactly(
                        "1:1 what psql would run here is not read: \\i a.sql",
                        "3:1 what psql would run here is not read: \\ir b.sql",
                        "4:1 what psql would run here is not read: \\include_relative c.sql");
    }

    @Test
    void aFileOfNothingButIncludesIsNotSilent() throws IOException {
        assertThat(problems("\\i a.sql\n")).containsExactly("1:1 what psql would run here is not read: \\i a.sql");
    }

    @Test
    void statementsThatAQueryMakesAreNamed() throws IOException {
        assertThat(problems("SELECT 'drop table t' \\gexec\n"))
                .containsExactly("1:23 what psql would run here is not read: \\gexec");
    }

    @Test
    void branchesAreAllReadAndSaidToBe() throws IOException {
        assertThat(problems("\\if :{?x}\nSELECT 1;\n\\elif true\nSELECT 2;\n\\else\nSELECT 3;\n\\endif\n"))
                .containsExactly("1:1 what psql chooses here is not known: all branches are read, one after the other:"
                        + " \\if :{?x}");
    }

    @Test
    void otherCommandsAndRowsChangeNothing() throws IOException {
        assertThat(problems("\\set ON_ERROR_STOP on\n\\echo hi\n\\copy t from 'a.csv'\n\\timing\nSELECT 1;\n"
                        + "COPY t FROM stdin;\n\\i is data\n\\.\n\\restrict abc\n\\o out.txt\n"))
                .isEmpty();
    }
}
