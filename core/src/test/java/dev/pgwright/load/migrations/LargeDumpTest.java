package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.Severity;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that are larger than all that is held of a file. */
class LargeDumpTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private static List<String> statements(SourceFile file) {
        ParsedSql parsed = Sql.parse(file);
        assertThat(parsed.errors()).isEmpty();
        return parsed.statements().stream()
                .map(statement -> file.position(statement.span().start()) + " "
                        + statement.span().of(file.text()).lines().findFirst().orElse(""))
                .toList();
    }

    private SourceFile read(String text, int limit) throws IOException {
        Path file = folder.resolve("dump.sql");
        Files.writeString(file, text);
        return MigrationText.read(file, problems, 1, limit).orElseThrow();
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(problem -> problem.severity() + " " + problem.message())
                .toList();
    }

    @Test
    void ofInsertsTheFirstRowIntoEachTableStaysAndSoDoAllPlaces() throws IOException {
        String text = """
                CREATE TABLE t (a int, b text);
                INSERT INTO public.t VALUES (1, 'it''s; (a "row"');
                %sINSERT INTO public.t (a) VALUES (1), (2),
                  (3) ON CONFLICT DO NOTHING;
                -- comment
                INSERT INTO public.t VALUES (1, 'two
                lines');   CREATE INDEX i ON t (a);
                COPY t FROM stdin;
                INSERT INTO public.t VALUES (7);
                \\.
                INSERT INTO public.t VALUES (now());
                INSERT INTO public.t SELECT 1;
                INSERT INTO public.t VALUES (5) RETURNING a;
                CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$
                INSERT INTO public.t VALUES (1, 'x');
                $$;
                """.formatted(
                        "INSERT INTO public.t VALUES (2, E'\\\\', NULL, '{1}'::int[], -1.5e3, '\\\\xff'::bytea);\n"
                                .repeat(200));
        SourceFile whole = SourceFile.of("dump.sql", text);
        SourceFile part = read(text, 10_000);
        assertThat(part.isWhole()).isFalse();
        assertThat(part.text().length()).isLessThan(1_500);
        assertThat(part.lines().lineCount()).isEqualTo(whole.lines().lineCount());
        assertThat(statements(part))
                .containsExactly(
                        "1:1 CREATE TABLE t (a int, b text)",
                        "2:1 INSERT INTO public.t VALUES (1, 'it''s; (a \"row\"')",
                        "203:1 INSERT INTO public.t (a) VALUES (1) ON CONFLICT DO NOTHING",
                        "207:12 CREATE INDEX i ON t (a)",
                        "208:1 COPY t FROM stdin",
                        "211:1 INSERT INTO public.t VALUES (now())",
                        "212:1 INSERT INTO public.t SELECT 1",
                        "213:1 INSERT INTO public.t VALUES (5) RETURNING a",
                        "214:1 CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$");
        assertThat(statements(whole))
                .containsAll(statements(part).stream()
                        .filter(statement -> !statement.startsWith("203:"))
                        .toList());
        assertThat(part.text()).contains("ON CONFLICT DO NOTHING;");
        assertThat(messages())
                .containsExactly(
                        "ADVICE the file is larger than 0 MiB: of its INSERT statements of constants only the first"
                                + " row into each table is read, 202 of them were shortened or left out");
    }

    @Test
    void aSmallerFileKeepsAllOfThem() throws IOException {
        String text = "INSERT INTO t VALUES (1);\n".repeat(3);
        Path path = folder.resolve("dump.sql");
        Files.writeString(path, text);
        SourceFile file = MigrationText.read(path, problems).orElseThrow();
        assertThat(file.text()).isEqualTo(text);
        assertThat(file.isWhole()).isTrue();
        assertThat(messages()).isEmpty();
    }

    @Test
    void anInsertThatSpeaksToARuleStays() throws IOException {
        String insert = "INSERT INTO t VALUES (1);\n";
        SourceFile file = read(
                insert + insert + "-- pgwright:ignore some-rule: why\n" + insert + insert + insert + insert + insert,
                140);
        assertThat(statements(file)).containsExactly("1:1 INSERT INTO t VALUES (1)", "4:1 INSERT INTO t VALUES (1)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5_000})
    void whereThePiecesAreDividedMakesNoDifference(int rows) throws IOException {
        String row = "INSERT INTO t VALUES ('a ; \u00e4\ud83d\ude00 $$', 1);\r\n";
        String text = "CREATE TABLE t (a text, b int);\r\n" + row.repeat(rows) + "COMMENT ON TABLE t IS 'x';\r\n" + row
                + "DROP TABLE t;";
        assertThat(statements(read(text, text.length() - 1)))
                .containsExactly(
                        "1:1 CREATE TABLE t (a text, b int)",
                        "2:1 INSERT INTO t VALUES ('a ; \u00e4\ud83d\ude00 $$', 1)",
                        (rows + 2) + ":1 COMMENT ON TABLE t IS 'x'",
                        (rows + 4) + ":1 DROP TABLE t");
    }

    /** Rows of one INSERT, some of them long, together longer than the limit that they are read with. */
    private static String rows(String separator) {
        return ("(1, 'it''s', NULL, E'\\'', '{}'::int[])" + separator).repeat(200_000);
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static final int LESS_THAN_ROWS = 6 << 20;

    @ParameterizedTest
    @ValueSource(strings = {",", ",\n", " ,\r\n  "})
    void ofAnInsertThatIsLongerThanTheLimitTheFirstRowIsRead(String separator) throws IOException {
        String insert = "INSERT INTO t VALUES " + rows(separator) + "(2)";
        String text =
                "CREATE TABLE t (a int); " + insert + "; " + insert + ";\n /* u */ DROP TABLE u;\nDROP TABLE v;\n";
        SourceFile whole = SourceFile.of("dump.sql", text);
        SourceFile part = read(text, LESS_THAN_ROWS);
        List<String> places = List.of(
                whole.position(text.indexOf("DROP TABLE u")) + " DROP TABLE u",
                whole.position(text.indexOf("DROP TABLE v")) + " DROP TABLE v");
        assertThat(statements(part))
                .containsExactly(
                        "1:1 CREATE TABLE t (a int)",
                        "1:25 INSERT INTO t VALUES (1, 'it''s', NULL, E'\\'', '{}'::int[])",
                        places.get(0),
                        places.get(1));
        assertThat(messages()).hasSize(1).first().asString().endsWith(" 2 of them were shortened or left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(now());", "(2) ON CONFLICT DO NOTHING;", "-- why\n(2);", "(2) RETURNING a;", "(2)", ""})
    void whatComesBehindItsRowsIsRead(String end) throws IOException {
        String insert = "INSERT INTO t VALUES\n" + rows(",\n") + end;
        String first = "(1, 'it''s', NULL, E'\\'', '{}'::int[])";
        SourceFile once = read(insert, LESS_THAN_ROWS);
        assertThat(onOneLine(once.text())).isEqualTo(onOneLine("INSERT INTO t VALUES " + first + " ,\n" + end));
        SourceFile again = read("INSERT INTO t VALUES (1);\n" + insert, LESS_THAN_ROWS);
        assertThat(onOneLine(again.text()))
                .isEqualTo(onOneLine("INSERT INTO t VALUES (1); INSERT INTO t VALUES " + first + ",\n" + end));
        assertThat(again.lines().lineCount()).isEqualTo(once.lines().lineCount() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$\n", "/*\n", "-- +goose Up\n", "SELECT 1;\n"
            })
    void whatStandsBeforeALongInsertDoesNotHideIt(String before) throws IOException {
        String insert = "INSERT INTO t VALUES (1);\n";
        String close = before.startsWith("/*") ? "*/" : before.contains("$$") ? "$$;" : "";
        SourceFile part = read(
                before + insert + close + "\nINSERT INTO t VALUES\n" + rows(",\n") + "(2);\nDROP TABLE t;",
                LESS_THAN_ROWS);
        assertThat(part.text()).startsWith(before + insert.strip()).endsWith("\nDROP TABLE t;");
        assertThat(part.text().length()).isLessThan(210_000);
    }

    @Test
    void aStatementLongerThanTheLimitIsNotRead() throws IOException {
        Path file = folder.resolve("dump.sql");
        Files.writeString(file, "SELECT '" + "a".repeat(3 << 20) + "';");
        assertThat(MigrationText.read(file, problems, 1, 1 << 20)).isEmpty();
        assertThat(messages())
                .containsExactly(
                        "ERROR it holds more than 1 MiB of SQL besides rows of COPY and INSERT and is not read");
    }

    @Test
    void aQuoteWithoutItsEndTakesTheRestAndIsAnErrorThere() throws IOException {
        SourceFile file = read("SELECT 1;\nSELECT 'open;\n" + "INSERT INTO t VALUES (1);\n".repeat(20), 552);
        assertThat(Sql.parse(file).errors()).isNotEmpty();
    }

    @Test
    @Tag("slow")
    void moreThanTheLimitOfReleasesIsReadInTheEnd() throws IOException {
        Path file = folder.resolve("dump.sql");
        String filler = "x".repeat(1 << 20);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("CREATE TABLE t (a text);\n");
            for (int i = 0; i < 150; i++) {
                writer.write("INSERT INTO t VALUES ('" + filler + "'),\n('" + i + "');\n");
            }
            writer.write("CREATE INDEX\n  i ON t (a);\n");
        }
        assertThat(Files.size(file)).isGreaterThan(MigrationText.LIMIT);
        MigrationHistory history = MigrationFolder.read(List.of(file), null);
        SourceFile source = history.migrations().get(0).up().source();
        assertThat(statements(source)).hasSize(3).last().isEqualTo("302:1 CREATE INDEX");
        assertThat(history.problems())
                .allMatch(problem -> problem.severity() == Severity.ADVICE)
                .hasSize(1);
    }
}
