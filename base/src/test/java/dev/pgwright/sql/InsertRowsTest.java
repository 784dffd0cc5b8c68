package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertRowsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1);",
                "insert into \"T t\" (\"values\", b)\n values (1, -2.5e-3),(NULL, +0x1F);",
                "INSERT INTO s.t (a) OVERRIDING SYSTEM VALUE VALUES (DEFAULT)",
                "INSERT INTO t VALUES ('it''s; )', E'\\'', B'01', X'ff', N'n', true, FALSE);",
                "INSERT INTO t VALUES (ARRAY[1, 2]::int[], ROW(1, 'a')::s.\"T\", '1'::numeric(10, 2));",
                "INSERT INTO t VALUES ('a'::timestamp without time zone, date '2026-01-02') ON CONFLICT DO NOTHING;",
            })
    void rowsOfConstantsAreTaken(String sql) {
        assertThat(InsertRows.of(sql)).isPresent();
        assertThat(Sql.parse(SourceFile.of("", sql)).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INSERT",
                "SELECT 1;",
                "INSERT INTO t SELECT 1;",
                "INSERT INTO t DEFAULT VALUES;",
                "INSERT INTO t VALUES (now());",
                "INSERT INTO t VALUES (current_timestamp);",
                "INSERT INTO t VALUES (nextval('s'));",
                "INSERT INTO t VALUES ((SELECT 1));",
                "INSERT INTO t VALUES (1) RETURNING a;",
                "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 1;",
                "INSERT INTO t VALUES (1 -- one\n);",
                "INSERT INTO t VALUES (1 /* one */);",
                "INSERT INTO t VALUES ('open);",
                "INSERT INTO t VALUES (1",
                "WITH a AS (SELECT 1) INSERT INTO t VALUES (1);",
                "INSERT INTO t VALUES ($$a$$);",
                "INSERT INTO t VALUES (:'name');",
            })
    void whatDoesMoreIsNot(String sql) {
        assertThat(InsertRows.of(sql)).isEmpty();
    }

    @Test
    void theTargetIsTheSameHoweverManyBlanksThereAre() {
        String one = "INSERT INTO t (a,\n  b) VALUES (1, 2), (3, 4);";
        InsertRows rows = InsertRows.of(one).orElseThrow();
        assertThat(rows.target()).isEqualTo("INSERT INTO t (a, b) VALUES");
        assertThat(one.substring(0, rows.firstRowEnd())).endsWith("(1, 2)");
        assertThat(one.substring(0, rows.lastRowEnd())).endsWith("(3, 4)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1, -2.5e-3, NULL, true, 'it''s; )')",
                "('a\n', E'\\'', B'01', DEFAULT, false)",
                "(ARRAY[1, 2]::int[], ROW(1, 'a')::s.\"T\", '1'::numeric(10, 2))",
            })
    void aRowThatComesPieceByPieceEndsWithItsParenthesis(String row) {
        for (int length = 0; length < row.length(); length++) {
            assertThat(InsertRows.rowEnd(row.substring(0, length), 0))
                    .as(row.substring(0, length))
                    .isEqualTo(InsertRows.OPEN);
        }
        assertThat(InsertRows.rowEnd("x" + row + ";", 1)).isEqualTo(row.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(now()), (1)", "(1 -- one\n)", "((SELECT 1))", "(:name)", "SELECT 1", ", (1)"})
    void anythingElseIsNoRow(String text) {
        assertThat(InsertRows.rowEnd(text, 0)).isEqualTo(InsertRows.OTHER);
    }

    @Test
    void rowsBeginBehindValues() {
        String head = "INSERT INTO \"s\".t (a, \"values\")\n VALUES";
        assertThat(InsertRows.valuesEnd("x " + head + " (1)", 2)).isEqualTo(head.length() + 2);
        assertThat(InsertRows.target(head)).isEqualTo("INSERT INTO \"s\".t (a, \"values\") VALUES");
        assertThat(InsertRows.valuesEnd("INSERT INTO t SELECT 1", 0)).isEqualTo(InsertRows.OTHER);
        assertThat(InsertRows.valuesEnd("UPDATE t SET a = 1", 0)).isEqualTo(InsertRows.OTHER);
    }
}
