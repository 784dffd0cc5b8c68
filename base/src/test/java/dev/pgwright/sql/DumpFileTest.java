package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpFileTest {

    private static ParsedSql parse(String sql) {
        return Sql.parse(SourceFile.of("", sql));
    }

    private static List<String> statements(ParsedSql parsed) {
        return parsed.statements().stream()
                .map(statement -> statement.span().of(parsed.source().text()))
                .toList();
    }

    private static List<String> skipped(ParsedSql parsed) {
        return parsed.skipped().stream()
                .map(skip -> skip.kind() + " " + skip.span().of(parsed.source().text()))
                .toList();
    }

    @Test
    void readsADumpWithoutAnError() {
        ParsedSql parsed = parse(SqlFiles.read("dump.sql").text());
        assertThat(parsed.errors()).isEmpty();
        assertThat(statements(parsed))
                .hasSize(11)
                .contains("COPY public.person (id, name) FROM stdin", "SELECT 2", "SELECT 3", "SELECT 'é' AS last");
        assertThat(skipped(parsed))
                .hasSize(13)
                .contains(
                        "META_COMMAND \\connect \"other db\"",
                        "META_COMMAND \\gset prefix_",
                        "COPY_DATA \\.",
                        "COPY_DATA 6,\"x;y\"\n\\.");
    }

    @Test
    void copyFromAFileHasNoRowsBehindIt() {
        ParsedSql parsed = parse("COPY t FROM '/tmp/stdin';\nSELECT 1;\nCOPY t TO STDOUT;\nSELECT 2;");
        assertThat(parsed.skipped()).isEmpty();
        assertThat(parsed.statements()).hasSize(4);
    }

    @Test
    void rowsWithoutTheirEndAreAnError() {
        ParsedSql parsed = parse("COPY t FROM stdin;\n1\ta\n2\tb");
        assertThat(parsed.statements()).hasSize(1);
        assertThat(parsed.errors())
                .extracting(SyntaxError::message)
                .containsExactly("COPY data without its end, a line with \\.");
        assertThat(skipped(parsed)).containsExactly("COPY_DATA 1\ta\n2\tb");
    }

    @Test
    void rowsAreSkippedWithWindowsLineEndsToo() {
        ParsedSql parsed = parse("COPY t FROM stdin;\r\n1\ta'\r\n\\.\r\nSELECT 1;\r\n");
        assertThat(parsed.errors()).isEmpty();
        assertThat(statements(parsed)).containsExactly("COPY t FROM stdin", "SELECT 1");
    }

    @Test
    void aMetaCommandInsideAStatementLeavesPlacesAsTheyAre() {
        ParsedSql parsed = parse("SELECT 1,\n\\echo 'é'\n x FROM t WHERE y = 'ü' AND;");
        assertThat(skipped(parsed)).containsExactly("META_COMMAND \\echo 'é'");
        assertThat(parsed.errors())
                .extracting(error -> parsed.source().position(error.span().start()) + " " + error.message())
                .containsExactly("3:28 syntax error at or near \";\"");
    }

    @Test
    void backslashesInStringsAreNoMetaCommands() {
        ParsedSql parsed = parse("SELECT '\n\\connect x\n', $$\n\\i y\n$$;\n/*\n\\d\n*/");
        assertThat(parsed.skipped()).isEmpty();
        assertThat(parsed.statements()).hasSize(1);
    }

    @Test
    void severalMetaCommandsFitOnALine() {
        ParsedSql parsed = parse("\\set x 1 \\\\ SELECT 1;\nSELECT 2 \\g out.txt\nSELECT 3 \\gx\n\\q");
        assertThat(parsed.errors()).isEmpty();
        assertThat(statements(parsed)).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }
}
