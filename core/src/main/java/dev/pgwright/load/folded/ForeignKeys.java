package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.load.folded.ConstraintEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Constraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds foreign keys (ATAddForeignKeyConstraint of PostgreSQL's tablecmds.c). */
final class ForeignKeys {
    private final Folding folding;
    private final Store store;
    private final OwnConstraints constraints;

    ForeignKeys(Folding folding, OwnConstraints constraints) {
        this.folding = folding;
        this.store = folding.store;
        this.constraints = constraints;
    }

    void add(RelationEntry table, Constraint constraint) {
        if (constraint.pktable() == null) {
            return;
        }
        Entry found = folding.relation(constraint.pktable());
        if (!(found instanceof RelationEntry referenced)
                || (referenced.kind != RelationEntry.Kind.TABLE && referenced.kind != RelationEntry.Kind.PARTITIONED)) {
            throw Refusal.refused(
                    found.name.name(), "referenced relation \"" + found.name.name() + "\" is not a table");
        }
        List<Integer> columns = new ArrayList<>();
        for (String name : Nodes.names(constraint.fkAttrs())) {
            columns.add(referencingColumn(table, name).number);
        }
        List<Integer> referencedColumns = new ArrayList<>();
        for (String name : Nodes.names(constraint.pkAttrs())) {
            referencedColumns.add(referencingColumn(referenced, name).number);
        }
        IndexEntry index = referencedColumns.isEmpty()
                ? primaryKeyIndex(referenced)
                : uniqueIndex(referenced, referencedColumns, constraint.pkWithPeriod());
        if (referencedColumns.isEmpty()) {
            index.keys.forEach(key -> referencedColumns.add(key.column()));
        }
        if (columns.size() != referencedColumns.size()) {
            throw Refusal.refused(
                    table.name.name(), "number of referencing and referenced columns for foreign key disagree");
        }
        String name = constraint.conname();
        requireComparable(table, columns, referenced, referencedColumns, name);
        if (name == null) {
            name = store.freeNames()
                    .constraint(
                            table.name.schema(),
                            table.name.name(),
                            String.join("_", table.columnNames(columns)),
                            "fkey");
        } else {
            constraints.requireFree(table, name);
        }
        ConstraintEntry key = new ConstraintEntry(
                store.nextOid(), QualifiedName.of(table.name.schema(), name), Kind.FOREIGN_KEY, table.oid);
        key.columns = List.copyOf(columns);
        key.referenced = referenced.oid;
        key.referencedColumns = List.copyOf(referencedColumns);
        key.index = index.oid;
        key.onUpdate = action(constraint.fkUpdAction());
        key.onDelete = action(constraint.fkDelAction());
        key.setColumns = Nodes.names(constraint.fkDelSetCols()).stream()
                .map(column -> referencingColumn(table, column).number)
                .toList();
        key.matchFull = "f".equals(constraint.fkMatchtype());
        key.period = constraint.fkWithPeriod();
        key.deferrability = Constraints.deferrability(constraint);
        key.enforced = constraint.isEnforced();
        key.validated = !constraint.skipValidation() || !constraint.isEnforced();
        put(table, key, List.of());
        if (table.strategy != null) {
            for (int child : table.children) {
                RelationEntry partition = store.relation(child);
                toPartition(key, partition, Indexes.numbers(table, partition));
            }
        }
    }

    /** Types without an equality in common; where that takes more knowledge nothing is said. */
    private void requireComparable(
            RelationEntry table,
            List<Integer> columns,
            RelationEntry referenced,
            List<Integer> referencedColumns,
            @Nullable String given) {
        for (int i = 0; i < columns.size(); i++) {
            ColumnEntry from = table.column(columns.get(i));
            ColumnEntry to = referenced.column(referencedColumns.get(i));
            if (from != null && to != null && TypeFamilies.areStrange(from.type, to.type)) {
                String name = given != null
                        ? given
                        : store.freeNames()
                                .constraint(
                                        table.name.schema(),
                                        table.name.name(),
                                        String.join("_", table.columnNames(columns)),
                                        "fkey");
                throw Refusal.refused(name, "foreign key constraint \"" + name + "\" cannot be implemented");
            }
        }
    }

    private void put(RelationEntry table, ConstraintEntry key, List<Dependency> more) {
        List<Dependency> dependencies = new ArrayList<>(more);
        dependencies.add(Dependency.auto(table.oid, 0));
        key.columns.forEach(number -> dependencies.add(Dependency.auto(table.oid, number)));
        key.referencedColumns.forEach(number -> dependencies.add(Dependency.normal(key.referenced, number)));
        dependencies.add(Dependency.normal(key.index));
        key.dependencies = dependencies;
        store.add(key);
        store.touch(table).constraints.add(key.oid);
    }

    private static ColumnEntry referencingColumn(RelationEntry table, String name) {
        ColumnEntry column = table.column(name);
        if (column == null) {
            throw Refusal.missingColumn(
                    name, "column \"" + name + "\" referenced in foreign key constraint does not exist");
        }
        return column;
    }

    private IndexEntry primaryKeyIndex(RelationEntry referenced) {
        for (int oid : referenced.indexes) {
            if (store.index(oid).primary) {
                requireImmediate(referenced, store.index(oid), "primary key");
                return store.index(oid);
            }
        }
        throw Refusal.refused(
                referenced.name.name(),
                "there is no primary key for referenced table \"" + referenced.name.name() + "\"");
    }

    private IndexEntry uniqueIndex(RelationEntry referenced, List<Integer> columns, boolean period) {
        if (new HashSet<>(columns).size() < columns.size()) {
            throw Refusal.refused(
                    referenced.name.name(), "foreign key referenced-columns list must not contain duplicates");
        }
        IndexEntry deferrable = null;
        for (int oid : referenced.indexes) {
            IndexEntry index = store.index(oid);
            boolean plain = index.predicate == null
                    && (index.valid || referenced.strategy != null)
                    && index.keys.stream().allMatch(key -> key.column() != 0);
            if (index.unique
                    && plain
                    && index.keys.size() == columns.size()
                    && columns.containsAll(
                            index.keys.stream().map(IndexKey::column).toList())
                    && isPeriod(index) == period) {
                if (isImmediate(index)) {
                    return index;
                }
                deferrable = index;
            }
        }
        if (deferrable != null) {
            requireImmediate(referenced, deferrable, "unique constraint");
        }
        throw Refusal.refused(
                referenced.name.name(),
                "there is no unique constraint matching given keys for referenced table \"" + referenced.name.name()
                        + "\"");
    }

    private boolean isPeriod(IndexEntry index) {
        return index.constraint != 0 && store.constraint(index.constraint).period;
    }

    private boolean isImmediate(IndexEntry index) {
        return index.constraint == 0
                || store.constraint(index.constraint).deferrability
                        == dev.pgwright.catalog.Deferrability.NOT_DEFERRABLE;
    }

    private void requireImmediate(RelationEntry referenced, IndexEntry index, String words) {
        if (!isImmediate(index)) {
            throw Refusal.refused(
                    referenced.name.name(),
                    "cannot use a deferrable " + words + " for referenced table \"" + referenced.name.name() + "\"");
        }
    }

    private static ReferentialAction action(@Nullable String letter) {
        if (letter == null) {
            return ReferentialAction.NO_ACTION;
        }
        return switch (letter) {
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            case "d" -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    /** The part of a partitioned table's foreign key that is a partition's: its own one when there is such. */
    void toPartition(ConstraintEntry above, RelationEntry partition, Map<Integer, Integer> numbers) {
        List<Integer> columns = above.columns.stream()
                .map(number -> numbers.getOrDefault(number, 0))
                .toList();
        for (int oid : partition.constraints) {
            ConstraintEntry own = store.constraint(oid);
            if (own.kind == Kind.FOREIGN_KEY && own.parent == 0 && isSame(own, above, columns)) {
                store.touch(own);
                own.parent = above.oid;
                own.inherited = 1;
                own.local = false;
                List<Dependency> dependencies = new ArrayList<>(own.dependencies);
                dependencies.add(Dependency.internal(above.oid));
                store.setDependencies(own, dependencies);
                return;
            }
        }
        boolean taken = constraints.find(partition, above.name.name()) != null;
        String name = taken
                ? store.freeNames()
                        .constraint(
                                partition.name.schema(),
                                partition.name.name(),
                                String.join("_", partition.columnNames(columns)),
                                "fkey")
                : above.name.name();
        ConstraintEntry key = new ConstraintEntry(
                store.nextOid(), QualifiedName.of(partition.name.schema(), name), Kind.FOREIGN_KEY, partition.oid);
        key.columns = columns;
        key.referenced = above.referenced;
        key.referencedColumns = above.referencedColumns;
        key.index = above.index;
        key.onUpdate = above.onUpdate;
        key.onDelete = above.onDelete;
        key.setColumns = above.setColumns.stream()
                .map(number -> numbers.getOrDefault(number, 0))
                .toList();
        key.matchFull = above.matchFull;
        key.period = above.period;
        key.deferrability = above.deferrability;
        key.enforced = above.enforced;
        key.validated = above.validated;
        key.parent = above.oid;
        key.inherited = 1;
        key.local = false;
        put(partition, key, List.of(Dependency.internal(above.oid)));
        for (int child : partition.children) {
            RelationEntry below = store.relation(child);
            toPartition(key, below, Indexes.numbers(partition, below));
        }
    }

    private static boolean isSame(ConstraintEntry own, ConstraintEntry above, List<Integer> columns) {
        return own.referenced == above.referenced
                && own.columns.equals(columns)
                && own.referencedColumns.equals(above.referencedColumns)
                && own.onUpdate == above.onUpdate
                && own.onDelete == above.onDelete
                && own.matchFull == above.matchFull
                && own.deferrability == above.deferrability
                && own.enforced == above.enforced;
    }
}
