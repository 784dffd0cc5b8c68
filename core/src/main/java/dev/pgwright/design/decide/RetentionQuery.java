package dev.pgwright.design.decide;

import dev.pgwright.design.decide.Mapping.EntityTable;
import java.util.List;

/** Which tables have their expired rows deleted by a query, and what it is called. */
public final class RetentionQuery {
    private RetentionQuery() {}

    /** Rows that a statement deletes: few enough for short locks, many enough for little overhead. */
    public static final int ROWS_A_STATEMENT = 5_000;

    /** Rows of the table that it deletes at a time: with those that go with them no more than a statement should. */
    public static int batch(Mapping mapping, EntityTable table) {
        return (int) Math.max(1, Math.floor(ROWS_A_STATEMENT / (1 + cascaded(mapping, table))));
    }

    /** Rows that go with each of them by ON DELETE CASCADE. */
    public static double cascaded(Mapping mapping, EntityTable table) {
        return new CascadedRows(mapping).of(table);
    }

    public static String name(EntityTable table) {
        return "expire_" + table.name().name();
    }

    /** Tables with a retention that are not partitioned; of the others whole partitions go. */
    public static List<EntityTable> tables(Mapping mapping) {
        return mapping.tables().stream()
                .filter(table -> table.entity().retention() != null && table.partitionColumn() == null)
                .toList();
    }
}
