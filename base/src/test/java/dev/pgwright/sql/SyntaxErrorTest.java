package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT * FORM t                      | 1:10 syntax error at or near \"FORM\"",
                "SELECT                               | ",
                "SELECT a FROM                        | 1:14 syntax error at end of input",
                "SELECT 'abc                          | 1:8 unterminated quoted string at or near \"'abc\"",
                "SELECT \"abc                         | 1:8 unterminated quoted identifier at or near \"\"abc\"",
                "SELECT $a$ abc                       | 1:8 unterminated dollar-quoted string at or near \"$a$ abc\"",
                "SELECT 1 /* abc                      | 1:10 unterminated /* comment at or near \"/* abc\"",
                "SELECT \"\"                          | 1:8 zero-length delimited identifier at or near \"\"\"\"",
                "SELECT 1a                            | 1:8 trailing junk after numeric literal at or near \"1a\"",
                "SELECT E'\\u00zz'                    | 1:10 invalid Unicode escape",
                "CREATE TABLE t (a int,)              | 1:23 syntax error at or near \")\"",
                "CREATE TABLE t (a int PRIMARY)       | 1:30 syntax error at or near \")\"",
                "ALTER TABLE t ADD COLUM a int        | 1:27 syntax error at or near \"int\"",
                "SELECT (1; SELECT 2                  | 1:10 syntax error at or near \";\"",
                "INSERT INTO t VALUES (1, 2           | 1:27 syntax error at end of input",
                "UPDATE SET a = 1                     | 1:14 syntax error at or near \"=\"",
                "SELECT 'é漢😀' FORM t                | 1:19 syntax error at or near \"t\"",
                "SELECT é, 漢 FROM 😀 WHEER x         | 1:26 syntax error at or near \"x\"",
                "SELECT ü FROM ö WHERE                | 1:22 syntax error at end of input",
                "SELECT * FROM t WHERE x = :name      | 1:27 syntax error at or near \":\"",
                "SELECT a\\b                          | 1:9 syntax error at or near \"\\\"",
                "GRANT SELECT ON t                    | 1:18 syntax error at end of input",
                "SELECT count(DISTINCT *)             | 1:23 syntax error at or near \"*\"",
                "CREATE INDEX CONCURRENTLY            | 1:26 syntax error at end of input",
                "SELECT 1 LIMIT 1 LIMIT 2             | 1:18 syntax error at or near \"LIMIT\"",
            })
    void saysWhatPostgresSaysAtItsPlace(String sql, String expected) {
        assertThat(errors(sql)).isEqualTo(expected == null ? "" : expected);
    }

    private static String errors(String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", sql));
        return String.join(
                "\n",
                parsed.errors().stream()
                        .map(error -> parsed.source().position(error.span().start()) + " " + error.message())
                        .toList());
    }

    @Test
    void countsLinesAndCodePointsInTextThatIsNotAscii() {
        assertThat(errors("""
                        -- été 漢字 😀
                        SELECT '😀😀', é FROM t;
                        SELECT 1; SELECT '漢', FROM t;
                        CREATE TABLE "😀" (é int é);
                        """)).isEqualTo("""
                        3:23 syntax error at or near "FROM"
                        4:25 syntax error at or near "é\"""");
    }

    @Test
    void marksTheTokenItStoppedAt() {
        String sql = "SELECT '😀', * FORM u";
        SyntaxError error = Sql.parse(SourceFile.of("", sql)).errors().get(0);
        assertThat(error.near()).isEqualTo("FORM");
        assertThat(error.span().of(sql)).isEqualTo("FORM");
        assertThat(error.statement().of(sql)).isEqualTo(sql);
    }

    @Test
    void shortensWhatAnOpenQuoteCites() {
        String sql = "SELECT 'first line\n" + "more\n".repeat(100);
        SyntaxError error = Sql.parse(SourceFile.of("", sql)).errors().get(0);
        assertThat(error.message()).isEqualTo("unterminated quoted string at or near \"'first line…\"");
    }

    @Test
    void rejectsNulWithAMessageOfItsOwn() {
        assertThat(errors("SELECT 1;\nSELECT 'a\0b';\nSELECT 2"))
                .isEqualTo("2:10 a NUL character is not allowed in SQL");
    }

    @Test
    void hasNoErrorForTextWithoutStatements() {
        for (String sql : new String[] {"", " \n\t", ";;;", "-- only a comment", "/* a /* nested */ one */ ;"}) {
            ParsedSql parsed = Sql.parse(SourceFile.of("", sql));
            assertThat(parsed.errors()).isEmpty();
            assertThat(parsed.statements()).isEmpty();
        }
    }
}
