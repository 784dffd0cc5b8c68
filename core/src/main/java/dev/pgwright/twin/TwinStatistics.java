package dev.pgwright.twin;

import java.util.List;

/**
 * What a planner is to believe about the relations of a database, whoever says so. A relation without statistics is
 * empty to it.
 */
public record TwinStatistics(
        List<TableStatistics> tables, List<IndexStatistics> indexes, List<ColumnDependency> dependencies) {
    public static final TwinStatistics EMPTY = new TwinStatistics(List.of(), List.of());

    public TwinStatistics {
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
        dependencies = List.copyOf(dependencies);
    }

    /** Without dependencies between columns. */
    public TwinStatistics(List<TableStatistics> tables, List<IndexStatistics> indexes) {
        this(tables, indexes, List.of());
    }
}
