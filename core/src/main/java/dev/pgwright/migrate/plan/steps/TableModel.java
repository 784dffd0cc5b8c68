package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.ForeignSource;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a table is apart from its parts. */
record TableModel(
        QualifiedName name,
        @Nullable Partitioning partitioning,
        @Nullable PartitionOf partitionOf,
        List<QualifiedName> inherits,
        boolean unlogged,
        SortedMap<String, String> storageParameters,
        List<AttachedIndex> attachedIndexes,
        @Nullable String tablespace,
        @Nullable String accessMethod,
        @Nullable QualifiedName ofType,
        @Nullable ForeignSource foreign) {
    static TableModel of(Table table) {
        return new TableModel(
                table.name(),
                table.partitioning(),
                table.partitionOf(),
                table.inherits(),
                table.unlogged(),
                table.storageParameters(),
                table.attachedIndexes(),
                table.settings().tablespace(),
                table.settings().accessMethod(),
                table.settings().ofType(),
                table.settings().foreign());
    }
}
