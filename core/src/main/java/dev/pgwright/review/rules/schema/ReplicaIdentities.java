package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaState;
import java.util.List;

/** By what logical replication tells the rows of tables apart. */
final class ReplicaIdentities {
    private ReplicaIdentities() {}

    /** The tables that hold the rows of a table: itself, or the partitions that are not divided further. */
    static List<Table> leaves(Table table, SchemaState state) {
        if (table.partitioning() == null) {
            return List.of(table);
        }
        return state.partitionsOf(table.name()).stream()
                .flatMap(partition -> state.table(partition).stream())
                .flatMap(partition -> leaves(partition, state).stream())
                .toList();
    }

    /** Whether UPDATE and DELETE of a published table are refused. */
    static boolean isMissing(Table table, SchemaState state) {
        return switch (table.settings().replicaIdentity().kind()) {
            case DEFAULT -> !hasPrimaryKey(table, state);
            case INDEX ->
                state.indexesOf(table.name()).stream()
                        .noneMatch(index -> index.name()
                                .name()
                                .equals(table.settings().replicaIdentity().index()));
            case NOTHING -> true;
            case FULL -> false;
        };
    }

    /** A key that is checked late identifies nothing (RelationGetIndexList of PostgreSQL 18's relcache.c). */
    private static boolean hasPrimaryKey(Table table, SchemaState state) {
        PartitionOf partition = table.partitionOf();
        return table.primaryKey()
                        .filter(key -> key.deferrability() == Deferrability.NOT_DEFERRABLE)
                        .isPresent()
                || (partition != null
                        && state.table(partition.parent())
                                .filter(parent -> hasPrimaryKey(parent, state))
                                .isPresent());
    }
}
