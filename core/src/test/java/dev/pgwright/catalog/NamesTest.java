package dev.pgwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of types, and those that PostgreSQL gives of itself. */
class NamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int|integer|integer",
                "int8[]|bigint[]|bigint[]",
                "varchar(20)|character varying(20)|varchar(20)",
                "character varying|character varying|varchar",
                "char|character(1)|char",
                "timestamptz(3)|timestamp(3) with time zone|timestamptz(3)",
                "timestamp|timestamp without time zone|timestamp",
                "time(0) with time zone[]|time(0) with time zone[]|timetz(0)[]",
                "decimal(10, 2)|numeric(10,2)|numeric(10,2)",
                "numeric(5)|numeric(5,0)|numeric(5,0)",
                "double precision|double precision|double precision",
                "bool|boolean|boolean",
                "text[][3]|text[]|text[]",
                "interval(2)|interval(2)|interval(2)",
                "shop.status|shop.status|shop.status",
                "\"char\"|\"char\"|\"char\""
            })
    void typesHaveOneCanonicalAndOneBriefName(String any, String canonical, String brief) {
        assertThat(TypeNames.canonical(any)).isEqualTo(canonical);
        assertThat(TypeNames.brief(any)).isEqualTo(brief);
        assertThat(TypeNames.canonical(brief)).isEqualTo(canonical);
    }

    @Test
    void longNamesLoseTheEndOfTheLongerPart() {
        assertThat(ObjectNames.of("t", "c", "seq")).isEqualTo("t_c_seq");
        assertThat(ObjectNames.of("a".repeat(63), "b".repeat(10), "seq"))
                .isEqualTo("a".repeat(48) + "_" + "b".repeat(10) + "_seq");
        assertThat(ObjectNames.of("ä".repeat(31), "b", "seq")).isEqualTo("ä".repeat(28) + "_b_seq");
    }

    @Test
    void aSchemaIsThereWhenSomethingIsInIt() {
        Table inPublic = Table.of(QualifiedName.of("public", "t"), List.of(), List.of(), List.of(), null);
        Table inShop = Table.of(QualifiedName.of("shop", "t"), List.of(), List.of(), List.of(), null);
        assertThat(Catalog.of(List.of(), List.of(), List.of(inPublic, inShop)).schemas())
                .containsExactly(new Schema("public", null), new Schema("shop", null));
        assertThat(new Catalog(
                        List.of(new Schema("public", null)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .isEqualTo(Catalog.EMPTY);
    }

    @Test
    void columnsOfThePrimaryKeyAreNotNull() {
        Table table = Table.of(
                QualifiedName.of("public", "t"),
                List.of(Column.of("id", "int"), Column.of("b", "int")),
                List.of(Constraint.PrimaryKey.of("t_pk", List.of("id"))),
                List.of(),
                null);
        assertThat(table.columns()).extracting(Column::notNull).containsExactly(true, false);
    }
}
