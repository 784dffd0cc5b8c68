package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {
    private static SchemaState state(String sql) {
        SchemaFold fold = SchemaFold.empty(18);
        Sql.parse(SourceFile.of("", sql)).statements().forEach(statement -> fold.apply(statement, sql));
        return fold.state();
    }

    /** What most columns have is known without the parser, and just as the parser has it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "integer",
                "bigint",
                "smallint",
                "boolean",
                "real",
                "double precision",
                "numeric",
                "numeric(10,2)",
                "numeric(5,0)",
                "character varying",
                "character varying(20)",
                "character(8)",
                "character(1)",
                "timestamp with time zone",
                "timestamp(3) with time zone",
                "timestamp without time zone",
                "timestamp(0) without time zone",
                "date",
                "uuid",
                "json",
                "jsonb",
                "bytea",
                "text[]",
                "numeric(4,1)[]",
                "timestamp(3) with time zone[]",
                "interval(3)",
                "interval",
                "bit(4)",
                "time(2) without time zone",
                "money"
            })
    void builtInTypeIsWhatTheParserSays(String type) {
        SchemaState state = state("");
        assertThat(ColumnType.of(type, state)).isPresent().isEqualTo(ColumnType.parsed(type, state));
    }

    @Test
    void domainIsTheTypeBelowIt() {
        SchemaState state = state(
                "create domain amount as numeric(9,2); create domain fee as amount; create type mood as enum ('a');");
        assertThat(ColumnType.of("public.fee", state).orElseThrow().words()).isEqualTo("numeric(9,2)");
        assertThat(ColumnType.of("fee[]", state).orElseThrow().words()).isEqualTo("numeric(9,2)[]");
        assertThat(ColumnType.of("mood", state).orElseThrow().words()).isEqualTo("public.mood");
        assertThat(ColumnType.of("no type at all (", state)).isEmpty();
    }
}
