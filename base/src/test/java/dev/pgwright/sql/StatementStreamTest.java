package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementStreamTest {
    private static final String TEXT = """
            -- a dump
            \\restrict abc
            SELECT 'a;b', "c;d", $x$;$x$;
            CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
            COPY t FROM stdin;
            it's; not SQL
            \\.

            COPY u FROM stdin;
            \\.
            /* ; /* ; */ */ SELECT 1; SELECT 2;
            SELECT 'last'
            """;

    private static List<String> divided(int piece) {
        List<String> statements = new ArrayList<>();
        StatementStream stream = new StatementStream(statements::add);
        for (int i = 0; i < TEXT.length(); i += piece) {
            stream.append(TEXT.substring(i, Math.min(TEXT.length(), i + piece)));
            stream.divide();
        }
        stream.finish();
        assertThat(stream.waiting()).isZero();
        return statements;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 50, 1_000})
    void allOfTheTextComesOutInOrderWhereverItIsCut(int piece) {
        assertThat(String.join("", divided(piece))).isEqualTo(TEXT);
        assertThat(divided(piece).stream().map(String::strip))
                .containsExactly(
                        "-- a dump\n\\restrict abc\nSELECT 'a;b', \"c;d\", $x$;$x$;",
                        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;",
                        "COPY t FROM stdin;\nit's; not SQL\n\\.",
                        "COPY u FROM stdin;\n\\.",
                        "/* ; /* ; */ */ SELECT 1;",
                        "SELECT 2;",
                        "SELECT 'last'");
    }

    @Test
    void noMoreThanTheOpenStatementIsHeld() {
        List<String> statements = new ArrayList<>();
        StatementStream stream = new StatementStream(statements::add);
        String statement = "SELECT " + "1 + ".repeat(100) + "1;\n";
        for (int i = 0; i < 10_000; i++) {
            stream.append(statement);
            assertThat(stream.waiting()).isLessThan((1 << 20) + statement.length());
        }
        stream.finish();
        assertThat(statements).hasSize(10_001);
    }
}
