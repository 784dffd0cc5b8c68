package dev.pgwright.migrate.plan;

import java.util.List;

/**
 * A statement for all rows of a table that is run for some of them at a time. By this a runner chooses the size of each
 * batch; a DO block with fixed batches does the same for those that only run SQL.
 *
 * @param relation the table as SQL, qualified by its schema
 * @param table the table whose rows are gone through, as SQL
 * @param alias by which the statement knows it
 * @param key columns of a unique key without nulls, in whose order it is gone through; empty for blocks of the table
 * @param statement SQL up to where a condition on the rows is appended
 * @param rest what stands behind the condition
 */
public record Backfill(
        String relation, String table, String alias, List<KeyColumn> key, String statement, String rest) {
    public Backfill {
        key = List.copyOf(key);
    }

    /**
     * A column of the key.
     *
     * @param name as it is, unquoted
     * @param type as SQL
     */
    public record KeyColumn(String name, String type) {}
}
