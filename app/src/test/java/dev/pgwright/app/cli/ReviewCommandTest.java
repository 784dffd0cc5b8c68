package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.api.ExplainRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code pgwright review} as somebody uses it: exit codes, and what a slip is answered with. */
class ReviewCommandTest {
    private static final String SAFE = "create table pets (id bigint primary key, kind text not null);\n";
    private static final String UNSAFE = "create index pets_name on pets (name);\n";

    @TempDir
    Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void whatIsSafeEndsWithZero() throws IOException {
        Screen screen = new Screen();
        assertThat(screen.run("review", write("1.sql", "create schema shop;\n")))
                .isZero();
        assertThat(screen.out()).startsWith("No findings in 1 file (1 statement)");
    }

    @Test
    void anErrorEndsWithOneUnlessItMayBe() throws IOException {
        String file = write("1.sql", UNSAFE);
        Screen screen = new Screen();
        assertThat(screen.run("review", file)).isEqualTo(1);
        assertThat(screen.out()).contains("1.sql:1:1: error: Building pets_name", "create-index-not-concurrently");
        assertThat(new Screen().run("review", "--fail-on", "never", file)).isZero();
    }

    @Test
    void statementThatDoesNotParseIsAFindingAndTheRestIsReviewed() throws IOException {
        Screen screen = new Screen();
        assertThat(screen.run("review", write("1.sql", "selec 1;\n" + UNSAFE))).isEqualTo(1);
        assertThat(screen.out()).contains("[syntax-error]", "[create-index-not-concurrently]");
    }

    @Test
    void whatCannotBeReadEndsWithThree() throws IOException {
        Screen missing = new Screen();
        assertThat(missing.run("review", folder.resolve("none.sql").toString())).isEqualTo(3);
        assertThat(missing.err()).contains("there is no such file or folder");
        Screen empty = new Screen();
        assertThat(empty.run("review", folder.toString())).isEqualTo(3);
        assertThat(empty.err()).contains("there are no migrations");
        Path latin = Files.write(
                folder.resolve("latin.sql"), "create table caf\u00e9 ();".getBytes(StandardCharsets.ISO_8859_1));
        Screen encoded = new Screen();
        assertThat(encoded.run("review", latin.toString())).isEqualTo(3);
        assertThat(encoded.err()).contains("latin.sql: not UTF-8", "iconv");
        Screen configuration = new Screen();
        assertThat(configuration.run(
                        "review", "--config", folder.resolve("no.yaml").toString()))
                .isEqualTo(3);
        assertThat(configuration.err()).contains("no.yaml: there is no such file");
    }

    @Test
    void checklistIsAnsweredInsteadOfListingFindings() throws IOException {
        String file = write("1.sql", SAFE);
        Screen screen = new Screen();
        assertThat(screen.run("review", "--checklist", file)).isZero();
        assertThat(screen.out())
                .startsWith("Schema design\n")
                .contains(
                        "  fail     Every table has a clear purpose\n           1 undocumented-table\n",
                        "  pass     Primary key strategy is consistent (1 table)\n",
                        "  unknown  No SELECT * in production code\n           to know: give the queries",
                        " unknown\n");
        Screen markdown = new Screen();
        markdown.run("review", "--checklist", "--format", "markdown", file);
        assertThat(markdown.out()).contains("| 🟢 pass | Primary key strategy is consistent | 1 table |");
        assertThat(new Screen().run("review", "--checklist", write("2.sql", UNSAFE)))
                .isEqualTo(1);
    }

    @Test
    void checklistIsOfTheWholeAndNotInEveryFormat() throws IOException {
        String file = write("1.sql", SAFE);
        Screen format = new Screen();
        assertThat(format.run("review", "--checklist", "--format", "sarif", file))
                .isEqualTo(2);
        assertThat(format.err()).contains("there is no checklist as sarif", "text, json and markdown");
        Screen diff = new Screen();
        assertThat(diff.run("review", "--checklist", "--diff", "HEAD", file)).isEqualTo(2);
        assertThat(diff.err()).contains("--diff is of no use with --checklist");
    }

    @Test
    void emptyFileIsNamedAndNoFailure() throws IOException {
        Screen screen = new Screen();
        assertThat(screen.run("review", write("1.sql", ""))).isZero();
        assertThat(screen.out()).contains("it does nothing [empty-migration]");
    }

    @Test
    void serverThatIsDownEndsWithFour() throws IOException {
        String file = write("1.sql", SAFE);
        Screen screen = new Screen();
        // port 1 is nobody's
        assertThat(screen.run("review", "--db", "postgresql://nobody@127.0.0.1:1/x", file))
                .isEqualTo(4);
        assertThat(screen.err()).contains("nothing listens there");
    }

    @Test
    void migrationThatDoesNotRunFailsOnTheServerToo() throws IOException {
        write("1_pets.up.sql", SAFE);
        write("1_pets.down.sql", "drop table pets;\n");
        write("2_names.up.sql", "alter table pet add column name text;\n");
        write("2_names.down.sql", "alter table pets drop column name;\n");
        Screen traced = new Screen();
        assertThat(traced.run("review", "--trace", folder.toString())).isEqualTo(1);
        assertThat(traced.out()).contains("failed: relation \"pet\" does not exist");
        Screen verified = new Screen();
        assertThat(verified.run("review", "--verify", folder.toString())).isEqualTo(1);
        assertThat(verified.out()).contains("1_pets.down.sql: exact", "2_names.up.sql:1:1: fails");
    }

    @Test
    void rowsThatAMigrationRefusesAreLeftOutOfItsVerification() throws IOException {
        write("1_pets.up.sql", "create table pets (id int primary key, age int);\n");
        write("1_pets.down.sql", "drop table pets;\n");
        write(
                "2_grown.up.sql",
                "alter table pets add constraint grown check (age > 2000000000 and age is not null);\n");
        write("2_grown.down.sql", "alter table pets drop constraint grown;\n");
        Screen screen = new Screen();
        assertThat(screen.run("review", "--verify", folder.toString())).isZero();
        assertThat(screen.out())
                .contains(
                        "2_grown.down.sql: exact",
                        "rows were not compared: the migration refuses rows that were made up");
    }

    @Test
    void fixIsShownOrWritten() throws IOException {
        String file = write("1.sql", UNSAFE);
        Screen shown = new Screen();
        assertThat(shown.run("review", "--fix", "--dry-run", file)).isZero();
        assertThat(shown.out()).contains("+create index concurrently pets_name on pets (name);");
        assertThat(folder.resolve("1.sql")).hasContent(UNSAFE);
        assertThat(new Screen().run("review", "--fix", file)).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(ReviewCommandTest::read).toList())
                    .anyMatch(text -> text.contains("create index concurrently pets_name"));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("--format xml", """
                        error: --format does not know 'xml'
                          hint: it knows text, json, sarif, github, gitlab, junit, markdown, html
                        """),
                Arguments.of("--fail-on eror", """
                        error: --fail-on does not know 'eror'
                          hint: did you mean 'error'?
                        """),
                Arguments.of("--framework flyaway", """
                        error: --framework does not know 'flyaway'
                          hint: did you mean 'flyway'?
                        """),
                Arguments.of("--dry-run", """
                        error: --dry-run shows what --fix would do
                          hint: add --fix
                        """),
                Arguments.of("--save-facts facts.json", """
                        error: --save-facts needs a database to read them from
                          hint: add --db URL
                        """),
                Arguments.of("--write-baseline", """
                        error: --write-baseline needs to know the file
                          hint: add --baseline FILE
                        """),
                Arguments.of("--fix --trace", """
                        error: --trace is of no use with --fix
                          hint: leave one of them out
                        """),
                Arguments.of("--verify --format json", """
                        error: --format is of no use with --verify
                          hint: leave one of them out
                        """));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipIsAnsweredWithWhatToDo(String options, String answer) throws IOException {
        String file = write("1.sql", SAFE);
        Screen screen = new Screen();
        assertThat(screen.run(("review " + options + " " + file).split(" "))).isEqualTo(2);
        assertThat(screen.err()).isEqualTo(answer);
    }

    @Test
    void rulesAreListedAndExplained() {
        Screen list = new Screen();
        assertThat(list.run("rules")).isZero();
        assertThat(list.out().lines().filter(line -> line.startsWith("  "))).hasSameSizeAs(ExplainRules.all());
        assertThat(list.out().lines().filter(line -> !line.isEmpty() && !line.startsWith(" ")))
                .containsExactly("migration", "schema", "query", "index", "security", "health", "red-flag");
        Screen one = new Screen();
        assertThat(one.run("rules", "drop-column")).isZero();
        assertThat(one.out()).startsWith("drop-column  error").contains("Found", "Not found");
        Screen slip = new Screen();
        assertThat(slip.run("rules", "drop-colum")).isEqualTo(2);
        assertThat(slip.err()).contains("did you mean 'drop-column'?");
    }
}
