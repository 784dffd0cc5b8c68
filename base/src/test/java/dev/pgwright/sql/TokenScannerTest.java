package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.PgwrightException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our scanner against PostgreSQL's: it says the same or nothing. */
class TokenScannerTest {
    private static final List<String> FRAGMENTS = List.of(
            "select",
            "FROM",
            "a",
            "é",
            "x1",
            "\u212Aey",
            "\"a b\"",
            "\"a\"\"b\"",
            "'it''s'",
            "''",
            "'a",
            "\"",
            "$$x$$",
            "$a$ $b$ $a$",
            "$a$b$a$",
            "$1",
            "$",
            "1",
            "12.5",
            "1.",
            ".5",
            "..",
            "1e5",
            "0x1F",
            "1_0",
            "(",
            ")",
            "[",
            "]",
            ",",
            ";",
            ":",
            "::",
            ":=",
            "=>",
            "<=",
            "<>",
            "!=",
            "-",
            "+",
            "*",
            "@-",
            "~",
            "|",
            "||",
            "?",
            "/",
            "%",
            "^",
            "#",
            "&",
            "=",
            "<",
            ">",
            "--",
            "-- c\n",
            "/*",
            "*/",
            "/* c */",
            "/* /* n */ */",
            "\n",
            " ",
            "\t",
            "\u000B",
            "\u00A0",
            "e",
            "E'\\n'",
            "n",
            "b'1'",
            "x'f'",
            "U&'a'",
            "u",
            "\\",
            "{",
            "\u0001",
            "'\n'",
            "' -- c\n'",
            "😀");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, \"B\"\"c\" from s.t where x >= 1.5 and y <> 'it''s' -- what\n and z = $1::int4[1:2];",
                "create function f(a int) returns int language plpgsql as $body$ begin return a || $$x$$; end $body$;",
                "select a*-1, b@-2, c+/* one */2, d<=-1, e :: text, f := 3, g => 4, h->>'k', i !=-j, k--comment",
                "select 'a', 'c'\n, e, n, \"x\"::text",
                "\u212Aind tablesample İ",
                ""
            })
    void readsUsualSqlAsPostgresqlDoes(String sql) {
        assertThat(TokenScanner.scan(sql)).contains(Sql.tokensOfScanner(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'open",
                "\"open",
                "$$open",
                "/* open",
                "/* a /* b */ c */",
                "\"\"",
                "E'\\n'",
                "e'a'",
                "b'101'",
                "x'1F'",
                "n'a'",
                "U&'a'",
                "u&\"a\"",
                "'a' 'b'",
                "'a'\n'b'",
                "/*/*/",
                "'a' -- c\n 'b'",
                "1e5",
                "0x1F",
                "1_000",
                "1.",
                ".5",
                "1..2",
                "1a",
                "$1a",
                "\\x",
                "{a}",
                "a\0b",
                "'a\0b'",
                "😀"
            })
    void leavesTheRestToPostgresql(String sql) {
        assertThat(TokenScanner.scan(sql)).isEmpty();
    }

    @Test
    void readsTheFilesOfTheseTestsAsPostgresqlDoes() {
        int read = 0;
        for (String name : SqlFiles.STATEMENTS) {
            String text = SqlFiles.read(name).text();
            for (Statement statement : Sql.parse(SqlFiles.read(name)).statements()) {
                String sql = statement.span().of(text);
                Optional<List<Token>> tokens = TokenScanner.scan(sql);
                if (tokens.isPresent()) {
                    read++;
                    assertThat(tokens.get()).isEqualTo(Sql.tokensOfScanner(sql));
                }
            }
        }
        assertThat(read).isGreaterThan(150);
    }

    @Test
    void saysNothingThatPostgresqlDoesNotSay() {
        Random random = new Random(4711);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int k = random.nextInt(7); k >= 0; k--) {
                sql.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            }
            Optional<List<Token>> tokens = TokenScanner.scan(sql.toString());
            if (tokens.isPresent()) {
                read++;
                assertThat(tokens).as(sql.toString()).isEqualTo(ofPostgresql(sql.toString()));
            }
        }
        assertThat(read).isGreaterThan(3_000);
    }

    private static Optional<List<Token>> ofPostgresql(String sql) {
        try {
            return Optional.of(Sql.tokensOfScanner(sql));
        } catch (PgwrightException e) {
            return Optional.empty();
        }
    }
}
