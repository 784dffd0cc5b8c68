package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplittingTest {

    private static List<String> statements(String sql) {
        return Sql.parse(SourceFile.of("", sql)).statements().stream()
                .map(statement -> statement.span().of(sql))
                .toList();
    }

    private static List<String> messages(String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", sql));
        return parsed.errors().stream()
                .map(error -> parsed.source().position(error.span().start()) + " " + error.message())
                .toList();
    }

    @Test
    void spansHaveNeitherBlanksNorCommentsNorSemicolons() {
        assertThat(statements("""
                        -- before
                        SELECT 1 /* inside */ + 2 /* behind */ -- and
                        ;; /* alone */ ;
                          SELECT '😀' -- last
                        """)).containsExactly("SELECT 1 /* inside */ + 2", "SELECT '😀'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b', ';'",
                "SELECT 'it''s; fine'",
                "SELECT E'it\\'s; fine'",
                "SELECT E'a' \n 'b\\'c;d'",
                "SELECT \"a;\"\"b;\"",
                "SELECT $$;$$, $a$ ; $$ ; $b$ ; $a$",
                "SELECT 1 /* ; /* ; */ ; */ + 2",
                "SELECT 1 -- ; not the end\n + 2",
                "SELECT U&'\\0061;', B'1', a$b$c FROM t",
                "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC DELETE FROM t; END",
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ begin return 1; end; $$",
                "DO ' begin perform 1; end; '",
            })
    void semicolonsInsideDoNotEndAStatement(String sql) {
        assertThat(statements("SELECT 0;" + sql + ";SELECT 9")).containsExactly("SELECT 0", sql, "SELECT 9");
        // and when the parser rejects a neighbour, so that each statement has to be found by itself
        assertThat(statements("SELECT 0;" + sql + ";SELECT 9; SELEC 1")).containsExactly("SELECT 0", sql, "SELECT 9");
    }

    @Test
    void goesOnBehindAnError() {
        String sql = """
                CREATE TABLE a (x int);
                CREATE TABEL b (x int);
                CREATE TABLE c (x int;
                INSERT INTO a VALUES (1));
                CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 2; END;
                CREATE TABLE d (x int);
                """;
        assertThat(statements(sql)).containsExactly("CREATE TABLE a (x int)", "CREATE TABLE d (x int)");
        assertThat(messages(sql))
                .containsExactly(
                        "2:8 syntax error at or near \"TABEL\"",
                        "3:22 syntax error at or near \";\"",
                        "4:25 syntax error at or near \")\"",
                        "5:55 syntax error at or near \"2\"");
    }

    @Test
    void aForgottenQuoteDoesNotHideWhatFollows() {
        String sql = """
                INSERT INTO a VALUES ('it's');
                SELECT 1;
                INSERT INTO b VALUES ('open);
                CREATE TABLE c (x int);
                SELECT 'fine';
                """;
        assertThat(statements(sql)).containsExactly("SELECT 1", "CREATE TABLE c (x int)", "SELECT 'fine'");
        assertThat(messages(sql)).hasSize(2);
        assertThat(messages(sql).get(0)).startsWith("1:27 syntax error at or near \"s\"");
    }

    @Test
    void aBodyThatIsNeverClosedIsOneError() {
        String sql = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;\nSELECT 2;\nCREATE TABLE t (x int)";
        assertThat(messages(sql)).containsExactly("3:23 syntax error at end of input");
    }

    @Test
    void anErrorInAFunctionBodyInDollarQuotesIsNoReasonToReadTheBodyAsStatements() {
        String sql = """
                CREATE FUNCTON f() RETURNS void LANGUAGE plpgsql AS $$
                BEGIN
                DELETE FROM a;
                DELETE FROM b;
                END $$;
                SELECT 1;
                """;
        assertThat(statements(sql)).containsExactly("SELECT 1");
        assertThat(messages(sql)).containsExactly("1:8 syntax error at or near \"FUNCTON\"");
    }

    @Test
    void commentsHaveTheirPlaces() {
        String sql = "-- é 😀\r\nSELECT 1 /* a /* b */ c */; --x";
        ParsedSql parsed = Sql.parse(SourceFile.of("", sql));
        assertThat(parsed.comments())
                .containsExactly(
                        new Comment(new Span(0, 7), Comment.Kind.LINE),
                        new Comment(new Span(18, 35), Comment.Kind.BLOCK),
                        new Comment(new Span(37, 40), Comment.Kind.LINE));
        assertThat(parsed.comments().get(0).span().of(sql)).isEqualTo("-- é 😀");
    }

    @Test
    void whatLooksLikeACommentInAStringIsNone() {
        assertThat(Sql.parse(SourceFile.of("", "SELECT '-- no', $$ /* no */ $$, \"--no\""))
                        .comments())
                .isEmpty();
    }

    @Test
    void findsTheSameStatementsAndCommentsAsTheParserItself() {
        for (String name : SqlFiles.STATEMENTS) {
            SourceFile source = SqlFiles.read(name);
            List<String> together = statements(source.text());
            // an error right behind makes every statement be found by our own splitting
            List<String> alone = statements(source.text() + "; SELEC");
            assertThat(alone).isEqualTo(together);
            List<Span> comments = Sql.tokensOfScanner(source.text()).stream()
                    .filter(token ->
                            token.kind() == Token.Kind.LINE_COMMENT || token.kind() == Token.Kind.BLOCK_COMMENT)
                    .map(Token::span)
                    .toList();
            assertThat(Sql.parse(source).comments()).extracting(Comment::span).isEqualTo(comments);
        }
    }
}
