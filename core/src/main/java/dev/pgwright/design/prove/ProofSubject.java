package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.DesignedQuery;
import java.util.List;
import java.util.Map;

/**
 * What is to be proven.
 *
 * @param catalog as designed
 * @param up SQL script of the first migration, the same statements as {@code schema.sql}
 * @param down SQL script that undoes it
 * @param dbml text of {@code schema.dbml}
 * @param examples SQL literals that are good values of a column, for columns whose checks cannot be guessed
 * @param lifecycles status columns whose changes a trigger restricts
 */
public record ProofSubject(
        Catalog catalog,
        String up,
        String down,
        String dbml,
        List<DesignedQuery> queries,
        Map<ColumnName, List<String>> examples,
        List<Lifecycle> lifecycles) {

    /**
     * A status column and its allowed changes.
     *
     * @param transitions from value to the values that may follow; a value without an entry is final
     */
    public record Lifecycle(ColumnName column, List<String> values, Map<String, List<String>> transitions) {}
}
