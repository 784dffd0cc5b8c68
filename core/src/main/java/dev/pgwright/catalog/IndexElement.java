package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One key of an index.
 *
 * @param key a column name, or an expression's SQL without outer parentheses
 * @param collation qualified for SQL, null when the column's own
 * @param operatorClass qualified for SQL with its parameters, null when the default
 */
public record IndexElement(
        String key,
        boolean expression,
        @Nullable String collation,
        @Nullable String operatorClass,
        boolean descending,
        boolean nullsFirst) {
    public static IndexElement column(String name) {
        return new IndexElement(name, false, null, null, false, false);
    }

    /** Descending, with nulls first as PostgreSQL's default is. */
    public static IndexElement descending(String name) {
        return new IndexElement(name, false, null, null, true, true);
    }

    public static IndexElement expression(String sql) {
        return new IndexElement(sql, true, null, null, false, false);
    }

    public IndexElement withOperatorClass(String name) {
        return new IndexElement(key, expression, collation, name, descending, nullsFirst);
    }
}
