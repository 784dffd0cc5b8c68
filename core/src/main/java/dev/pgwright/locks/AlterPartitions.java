package dev.pgwright.locks;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PartitionCmd;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ATTACH and DETACH PARTITION, of tables and of indexes. */
final class AlterPartitions {
    private final Effects effects;
    private final Relations relations;
    private final QualifiedName parent;

    AlterPartitions(Effects effects, QualifiedName parent) {
        this.effects = effects;
        this.parent = parent;
        relations = effects.relations();
    }

    void attach(@Nullable Node def) {
        if (!(def instanceof PartitionCmd command) || command.name() == null) {
            return;
        }
        QualifiedName partition = relations.resolve(command.name());
        boolean proven = relations
                .table(parent)
                .flatMap(table -> relations
                        .table(partition)
                        .filter(part -> PartitionBounds.isProven(table, part, command.bound())))
                .isPresent();
        if (relations.table(parent).isEmpty() || relations.table(partition).isEmpty()) {
            effects.opaque();
        }
        Form form = proven ? PartitionForm.ATTACH_PROVEN : PartitionForm.ATTACH;
        effects.on(form, Role.TARGET, parent);
        effects.on(form, Role.PARENT_INDEX, relations.indexes().names(parent));
        effects.on(form, Role.PARTITION, relations.family(partition));
        relations
                .defaultPartition(parent)
                .ifPresent(other -> effects.on(form, Role.DEFAULT_PARTITION, relations.family(other)));
        for (RelationIndex wanted : relations.indexes().of(parent)) {
            // an index that is there is taken over, and its lock given back when the statement ends
            boolean has = relations.indexes().of(partition).stream()
                    .anyMatch(index -> index.root() == null && isSame(index, wanted));
            if (!has) {
                effects.on(PartitionForm.ATTACH_BUILDS, Role.PARTITION, relations.family(partition));
            }
        }
        for (Constraint.ForeignKey key : relations.foreignKeys(parent)) {
            ForeignKeys.reference(effects, PartitionForm.ATTACH_KEY, key.referenced(), key.referencedColumns());
            ForeignKeys.asked(effects, PartitionForm.ATTACH_KEY, partition, key.referenced());
        }
    }

    private static boolean isSame(RelationIndex index, RelationIndex wanted) {
        return index.elements().equals(wanted.elements())
                && index.include().equals(wanted.include())
                && Objects.equals(index.predicate(), wanted.predicate())
                && index.unique() == wanted.unique()
                && (wanted.constraint() == null || index.constraint() != null);
    }

    void detach(AlterTableCmd command) {
        if (!(command.def() instanceof PartitionCmd detached) || detached.name() == null) {
            return;
        }
        QualifiedName partition = relations.resolve(detached.name());
        Form form = command.subtype() == AlterTableType.AT_DetachPartitionFinalize
                ? PartitionForm.DETACH_FINALIZE
                : detached.concurrent() ? PartitionForm.DETACH_CONCURRENTLY : PartitionForm.DETACH;
        effects.on(form, Role.TARGET, parent);
        effects.on(form, Role.PARTITION, partition);
        for (RelationIndex index : relations.indexes().of(partition)) {
            if (index.root() != null) {
                effects.on(form, Role.PARTITION_INDEX, index.name());
            }
        }
        relations.defaultPartition(parent).ifPresent(other -> effects.on(form, Role.DEFAULT_PARTITION, other));
        for (Constraint.ForeignKey key : relations.foreignKeys(parent)) {
            effects.on(PartitionForm.DETACH_KEY, Role.REFERENCED, relations.family(key.referenced()));
        }
    }

    /** ALTER INDEX ... ATTACH PARTITION; {@code parent} is the partitioned index. */
    void attachIndex(@Nullable Node def) {
        if (!(def instanceof PartitionCmd command) || command.name() == null) {
            return;
        }
        Form form = PartitionForm.ATTACH_INDEX;
        QualifiedName index = relations.resolve(command.name());
        effects.on(form, Role.TARGET, parent);
        effects.on(form, Role.PARTITION_INDEX, index);
        if (relations.indexes().find(parent).isEmpty()
                || relations.indexes().find(index).isEmpty()) {
            effects.opaque();
        }
        relations.indexes().find(parent).ifPresent(found -> effects.on(form, Role.PARENT, found.table()));
        relations.indexes().find(index).ifPresent(found -> effects.on(form, Role.PARTITION, found.table()));
    }

    /** CREATE TABLE ... PARTITION OF. */
    void create() {
        Form form = TableForm.CREATE_PARTITION;
        effects.on(form, Role.PARENT, parent);
        effects.on(form, Role.PARENT_INDEX, relations.indexes().names(parent));
        relations
                .defaultPartition(parent)
                .ifPresent(other -> effects.on(form, Role.DEFAULT_PARTITION, relations.family(other)));
        relations
                .table(parent)
                .map(Table::foreignKeys)
                .orElse(List.of())
                .forEach(key -> ForeignKeys.reference(
                        effects, PartitionForm.ATTACH_KEY, key.referenced(), key.referencedColumns()));
    }
}
