package dev.pgwright.design.prove;

import dev.pgwright.catalog.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as a FROM clause: all say the same columns.
 *
 * @param columns in the order of the table
 */
record RowList(TableFacts facts, List<String> columns, List<Map<String, @Nullable String>> rows) {
    private static final String ALIAS = "pgwright_rows";
    private static final String NUMBER = "pgwright_number";

    /** The rows in their columns' types, with their number from 1. */
    String source() {
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        for (String column : columns) {
            List<String> literals = new ArrayList<>();
            rows.forEach(row -> literals.add(Quoted.literal(row.get(column))));
            arrays.add("ARRAY[" + String.join(", ", literals) + "]::text[]");
            names.add(Quoted.name(column));
            casts.add(
                    "CAST(" + Quoted.name(column) + " AS " + facts.type(column).sql() + ") AS " + Quoted.name(column));
        }
        names.add(NUMBER);
        casts.add(NUMBER);
        return "(SELECT " + String.join(", ", casts) + " FROM unnest(" + String.join(", ", arrays)
                + ") WITH ORDINALITY AS u(" + String.join(", ", names) + ")) AS " + ALIAS;
    }

    /** A query for the numbers of the rows that satisfy the conditions. */
    String satisfying(List<Condition> conditions) {
        Set<String> mentioned = new TreeSet<>();
        conditions.forEach(condition -> mentioned.addAll(condition.columns()));
        StringBuilder sql = new StringBuilder("SELECT " + NUMBER + " FROM " + source());
        for (Column generated : facts.generatedAmong(mentioned)) {
            String expression = generated.generated() == null
                    ? "NULL"
                    : generated.generated().expression();
            sql.append(" CROSS JOIN LATERAL (SELECT CAST((" + expression + ") AS " + generated.type() + ") AS "
                    + Quoted.name(generated.name()) + ") AS " + Quoted.name("generated " + generated.name()));
        }
        List<String> where = conditions.stream().map(Condition::holds).toList();
        return sql + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where)) + " ORDER BY " + NUMBER;
    }

    /** An INSERT of the rows that clash with no row that is there. */
    String insert(String returning) {
        boolean overriding = facts.table().columns().stream()
                .filter(column -> columns.contains(column.name()))
                .anyMatch(
                        column -> column.identity() != null && column.identity().always());
        return "INSERT INTO " + Quoted.name(facts.table().name()) + " (" + Quoted.names(columns) + ")"
                + (overriding ? " OVERRIDING SYSTEM VALUE" : "") + " SELECT " + Quoted.names(columns) + " FROM "
                + source() + " ORDER BY " + NUMBER + " ON CONFLICT DO NOTHING RETURNING " + returning;
    }
}
