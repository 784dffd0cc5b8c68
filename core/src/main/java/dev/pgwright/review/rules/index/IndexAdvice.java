package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index that a query could use.
 *
 * @param keys as SQL
 * @param include columns that are only kept in it
 * @param predicate of a partial index, as SQL
 */
record IndexAdvice(
        Table table,
        String method,
        List<String> keys,
        List<String> include,
        @Nullable String predicate) {
    IndexAdvice {
        keys = List.copyOf(keys);
        include = List.copyOf(include);
    }

    static IndexAdvice btree(Table table, List<String> keys, @Nullable String predicate) {
        return new IndexAdvice(table, "btree", keys, List.of(), predicate);
    }

    /** The statements that build it while reads and writes go on. */
    String sql() {
        String what = KeptIndex.sql(table.name().schema(), table.name().name())
                + (method.equals("btree") ? "" : " USING " + method)
                + " (" + String.join(", ", keys) + ")"
                + (include.isEmpty()
                        ? ""
                        : include.stream()
                                .map(Identifiers::quoteIdentifier)
                                .collect(Collectors.joining(", ", " INCLUDE (", ")")))
                + (predicate == null ? "" : " WHERE " + predicate)
                + ";";
        // PostgreSQL refuses CONCURRENTLY for the index of a partitioned table
        return table.partitioning() == null
                ? "CREATE INDEX CONCURRENTLY ON " + what
                : "CREATE INDEX ON ONLY " + what
                        + " Then build the same on each partition with CREATE INDEX CONCURRENTLY, and ALTER INDEX ..."
                        + " ATTACH PARTITION.";
    }
}
