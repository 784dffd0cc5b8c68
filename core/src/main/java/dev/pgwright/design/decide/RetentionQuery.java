package dev.pgwright.design.decide;

import dev.pgwright.design.decide.Mapping.EntityTable;
import java.util.List;

/** Which tables have their expired rows deleted by a query, and what it is called. */
public final class RetentionQuery {
    private RetentionQuery() {}

    /** Rows that it deletes at a time: few enough for short locks, many enough for little overhead. */
    public static int batch() {
        return DemandReader.RETENTION_BATCH;
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
