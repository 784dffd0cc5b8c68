package dev.pgwright.load.folded;

import dev.pgwright.load.folded.ConstraintEntry.Kind;
import dev.pgwright.sql.tree.PartitionBoundSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attaches and detaches partitions and heirs. */
final class Parents {

    private final Store store;
    private final Constraints constraints;
    private final Indexes indexes;
    private final Tables tables;
    private final Triggers triggers;

    Parents(Folding folding, Constraints constraints, Indexes indexes, Tables tables, Triggers triggers) {

        this.store = folding.store;
        this.constraints = constraints;
        this.indexes = indexes;
        this.tables = tables;
        this.triggers = triggers;
    }

    void attach(RelationEntry parent, RelationEntry child, @Nullable PartitionBoundSpec bound) {
        if (parent.strategy == null) {
            throw Refusal.refused(
                    parent.name.name(),
                    "ALTER action ATTACH PARTITION cannot be performed on relation \"" + parent.name.name() + "\"");
        }
        if (child.isPartition()) {
            throw Refusal.refused(child.name.name(), "\"" + child.name.name() + "\" is already a partition");
        }
        if (!child.parents.isEmpty()) {
            throw Refusal.refused(child.name.name(), "cannot attach inheritance child as partition");
        }
        for (ColumnEntry column : child.columns) {
            if (parent.column(column.name) == null) {
                throw Refusal.refused(
                        column.name,
                        "table \"" + child.name.name() + "\" contains column \"" + column.name
                                + "\" not found in parent \"" + parent.name.name() + "\"");
            }
        }
        store.touch(child);
        child.bound = bound;
        adopt(parent, child);
        constraints.inheritAsPartition(parent, child);
        triggers.toPartition(parent, child);
    }

    void inherit(RelationEntry child, RelationEntry parent) {
        if (child.parents.contains(parent.oid)) {
            throw Refusal.duplicate(
                    parent.name.name(),
                    "relation \"" + parent.name.name() + "\" would be inherited from more than once");
        }
        adopt(parent, child);
    }

    private void adopt(RelationEntry parent, RelationEntry child) {
        store.touch(child);
        for (ColumnEntry above : parent.columns) {
            ColumnEntry column = child.column(above.name);
            if (column == null) {
                throw Refusal.refused(above.name, "child table is missing column \"" + above.name + "\"");
            }
            if (!store.text(column.type).equals(store.text(above.type))) {
                throw Refusal.refused(
                        column.name,
                        "child table \"" + child.name.name() + "\" has different type for column \"" + column.name
                                + "\"");
            }
            if (above.notNull && !column.notNull) {
                ConstraintEntry named = constraints.notNull().of(parent, above.number);
                if (named == null || !named.noInherit) {
                    throw Refusal.refused(
                            column.name,
                            "column \"" + column.name + "\" in child table \"" + child.name.name()
                                    + "\" must be marked NOT NULL");
                }
            }
            column.inherited++;
            if (child.isPartition()) {
                column.local = false;
            }
        }
        for (int oid : parent.constraints) {
            adopt(child, parent, store.constraint(oid));
        }
        tables.link(child, parent);
    }

    private void adopt(RelationEntry child, RelationEntry parent, ConstraintEntry above) {
        if (above.noInherit || (above.kind != Kind.CHECK && above.kind != Kind.NOT_NULL)) {
            return;
        }
        ConstraintEntry same = above.kind == Kind.CHECK
                ? constraints.find(child, above.name.name())
                : notNull(child, parent.columnName(above.columns.get(0)));
        if (same == null) {
            throw Refusal.refused(above.name.name(), "child table is missing constraint \"" + above.name.name() + "\"");
        }
        store.touch(same).inherited++;
        if (child.isPartition()) {
            same.local = false;
        }
    }

    private @Nullable ConstraintEntry notNull(RelationEntry table, String column) {
        ColumnEntry found = table.column(column);
        return found == null ? null : constraints.notNull().of(table, found.number);
    }

    void detach(RelationEntry parent, RelationEntry child) {
        requireParent(
                parent,
                child,
                "relation \"" + child.name.name() + "\" is not a partition of relation \"" + parent.name.name() + "\"");
        for (int oid : List.copyOf(child.indexes)) {
            if (store.index(oid).parent != 0) {
                indexes.detach(store.index(oid));
            }
        }
        for (int oid : List.copyOf(child.constraints)) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.kind == Kind.FOREIGN_KEY && constraint.parent != 0) {
                int above = constraint.parent;
                store.touch(constraint).parent = 0;
                constraint.inherited = 0;
                constraint.local = true;
                List<Dependency> dependencies = new ArrayList<>(constraint.dependencies);
                dependencies.removeIf(dependency -> dependency.object() == above);
                store.setDependencies(constraint, dependencies);
            }
        }
        triggers.fromPartition(child);
        store.touch(child).bound = null;
        abandon(parent, child);
    }

    void disinherit(RelationEntry child, RelationEntry parent) {
        requireParent(
                parent,
                child,
                "relation \"" + parent.name.name() + "\" is not a parent of relation \"" + child.name.name() + "\"");
        abandon(parent, child);
    }

    private static void requireParent(RelationEntry parent, RelationEntry child, String message) {
        if (!child.parents.contains(parent.oid)) {
            throw Refusal.refused(child.name.name(), message);
        }
    }

    private void abandon(RelationEntry parent, RelationEntry child) {
        store.touch(child).parents.remove(Integer.valueOf(parent.oid));
        store.touch(parent).children.remove(Integer.valueOf(child.oid));
        for (ColumnEntry above : parent.columns) {
            ColumnEntry column = child.column(above.name);
            if (column != null && column.inherited > 0) {
                column.inherited--;
                column.local |= column.inherited == 0;
            }
        }
        for (int oid : parent.constraints) {
            ConstraintEntry above = store.constraint(oid);
            ConstraintEntry same = above.kind == Kind.NOT_NULL
                    ? notNull(child, parent.columnName(above.columns.get(0)))
                    : above.kind == Kind.CHECK ? constraints.find(child, above.name.name()) : null;
            if (same != null && same.inherited > 0) {
                store.touch(same).inherited--;
                same.local |= same.inherited == 0;
            }
        }
        List<Dependency> dependencies = new ArrayList<>(child.dependencies);
        dependencies.removeIf(dependency -> dependency.object() == parent.oid && dependency.own() == 0);
        store.setDependencies(child, dependencies);
    }

    /** {@code ALTER INDEX ... ATTACH PARTITION}: when all partitions have theirs the index above is valid. */
    void attachIndex(IndexEntry parent, IndexEntry child) {
        if (child.parent == parent.oid) {
            return;
        }
        indexes.attach(child, parent);
        validate(parent);
    }

    private void validate(IndexEntry parent) {
        RelationEntry table = store.relation(parent.owner);
        for (int oid : table.children) {
            boolean has = store.relation(oid).indexes.stream()
                    .anyMatch(index -> store.index(index).parent == parent.oid && store.index(index).valid);
            if (!has) {
                return;
            }
        }
        store.touch(parent).valid = true;
        if (parent.parent != 0) {
            validate(store.index(parent.parent));
        }
    }
}
