package dev.pgwright.load.folded;

import org.jspecify.annotations.Nullable;

/**
 * One key of an index or of a partitioned table.
 *
 * @param column its number, 0 for an expression
 * @param expression null for a column
 * @param collation qualified for SQL, null when the column's own
 * @param operatorClass as the statement has it, null for the default
 */
record IndexKey(
        int column,
        @Nullable Expression expression,
        @Nullable String collation,
        @Nullable String operatorClass,
        boolean descending,
        boolean nullsFirst) {
    static IndexKey column(int number) {
        return new IndexKey(number, null, null, null, false, false);
    }

    IndexKey withColumn(int number) {
        return new IndexKey(number, expression, collation, operatorClass, descending, nullsFirst);
    }

    IndexKey withExpression(@Nullable Expression value) {
        return new IndexKey(column, value, collation, operatorClass, descending, nullsFirst);
    }
}
