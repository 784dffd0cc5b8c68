package dev.pgwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogComparisonTest {
    private static final QualifiedName NAME = QualifiedName.of("public", "t");
    private static final List<Column> COLUMNS = List.of(
            Column.of("id", "bigint").withNotNull(),
            Column.of("at", "timestamptz").withDefault("now()"));
    private static final List<Constraint> CONSTRAINTS =
            List.of(Constraint.PrimaryKey.of("t_pk", List.of("id")), Constraint.Check.of("t_ck", "id > 0"));
    private static final Catalog EXPECTED = catalog(COLUMNS, CONSTRAINTS);

    @Test
    void ofEqualCatalogsSaysNothing() {
        assertThat(CatalogComparison.differences(EXPECTED, EXPECTED)).isEmpty();
        assertThat(CatalogComparison.structuralDifferences(EXPECTED, EXPECTED)).isEmpty();
    }

    @Test
    void anotherNameOfTheSameTypeIsNoDifference() {
        List<Column> columns = List.of(
                Column.of("id", "int8").withNotNull(),
                Column.of("at", "timestamp with time zone").withDefault("now()"));
        assertThat(CatalogComparison.differences(EXPECTED, catalog(columns, CONSTRAINTS)))
                .isEmpty();
    }

    @Test
    void saysWhatDiffers() {
        List<Column> columns = List.of(Column.of("id", "integer").withNotNull(), Column.of("at", "timestamptz"));
        List<Constraint> constraints =
                List.of(Constraint.PrimaryKey.of("t_pk", List.of("id")), Constraint.Unique.of("t_uq", List.of("at")));
        assertThat(CatalogComparison.differences(EXPECTED, catalog(columns, constraints)))
                .containsExactly(
                        "table public.t column id: type integer, expected bigint",
                        "table public.t column at: default none, expected now()",
                        "table public.t constraint t_ck: missing",
                        "table public.t constraint t_uq: not expected");
    }

    @Test
    void ofAMissingTableSaysOnlyThat() {
        assertThat(CatalogComparison.differences(EXPECTED, Catalog.EMPTY))
                .containsExactly("schema public: missing", "table public.t: missing");
        assertThat(CatalogComparison.differences(Catalog.EMPTY, EXPECTED))
                .containsExactly("schema public: not expected", "table public.t: not expected");
    }

    @Test
    void theOrderOfColumnsMatters() {
        List<Column> swapped = new ArrayList<>(List.of(COLUMNS.get(1), COLUMNS.get(0)));
        assertThat(CatalogComparison.differences(EXPECTED, catalog(swapped, CONSTRAINTS)))
                .containsExactly("table public.t: columns at, id, expected id, at");
    }

    @Test
    void theStructureIsTheSameWhateverTheWordsOfExpressions() {
        List<Constraint> constraints =
                List.of(Constraint.PrimaryKey.of("t_pk", List.of("id")), Constraint.Check.of("t_ck", "id > 0::bigint"));
        Catalog other = catalog(COLUMNS, constraints);
        assertThat(CatalogComparison.structuralDifferences(EXPECTED, other)).isEmpty();
        assertThat(CatalogComparison.differences(EXPECTED, other)).hasSize(1);
        Catalog without = catalog(List.of(COLUMNS.get(0), Column.of("at", "timestamptz")), constraints);
        assertThat(CatalogComparison.structuralDifferences(EXPECTED, without)).hasSize(1);
    }

    private static Catalog catalog(List<Column> columns, List<Constraint> constraints) {
        return Catalog.of(List.of(), List.of(), List.of(Table.of(NAME, columns, constraints, List.of(), null)));
    }
}
