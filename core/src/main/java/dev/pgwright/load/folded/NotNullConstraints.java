package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.ConstraintEntry.Kind;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Marks columns as not null, in tables and what inherits from them, with the constraints that say so. */
final class NotNullConstraints {
    /** Since this version a column that is not null has a constraint that says so. */
    private static final int NAMED_NOT_NULL = 18;

    private final Folding folding;
    private final Store store;
    private final OwnConstraints own;

    NotNullConstraints(Folding folding, OwnConstraints own) {
        this.folding = folding;
        this.store = folding.store;
        this.own = own;
    }

    /** {@code SET NOT NULL} or what a primary key brings; of a table and what inherits from it. */
    void set(RelationEntry table, int number) {
        ColumnEntry column = table.column(number);
        if (column != null) {
            add(table, column, null, null);
        }
    }

    void add(RelationEntry table, ColumnEntry column, @Nullable String name, @Nullable Constraint constraint) {
        boolean noInherit = constraint != null && constraint.isNoInherit();
        boolean validated = constraint == null || !constraint.skipValidation();
        ConstraintEntry before = of(table, column.number);
        boolean inheritedBefore = before != null && !before.noInherit;
        ConstraintEntry made = mark(table, column, name, noInherit, validated, false);
        if (noInherit || inheritedBefore) {
            return;
        }
        String inheritedName = made == null ? null : made.name.name();
        for (int child : table.children) {
            inherit(store.relation(child), column.name, inheritedName, validated);
        }
    }

    /** Of a table below the one that got it, and what inherits from that. */
    void inherit(RelationEntry table, String columnName, @Nullable String name, boolean validated) {
        ColumnEntry column = table.column(columnName);
        if (column == null) {
            return;
        }
        mark(table, column, name, false, validated, true);
        for (int child : table.children) {
            inherit(store.relation(child), columnName, name, validated);
        }
    }

    private @Nullable ConstraintEntry mark(
            RelationEntry table,
            ColumnEntry column,
            @Nullable String name,
            boolean noInherit,
            boolean validated,
            boolean fromParent) {
        store.touch(table);
        ColumnEntry changed = folding.column(table, column.name);
        changed.notNull = true;
        if (folding.version < NAMED_NOT_NULL) {
            return null;
        }
        ConstraintEntry existing = of(table, changed.number);
        if (existing != null) {
            store.touch(existing);
            existing.inherited += fromParent ? 1 : 0;
            existing.local |= !fromParent;
            existing.validated |= validated;
            return existing;
        }
        own.requireFree(table, fromParent ? null : name);
        String chosen = name == null || own.find(table, name) != null
                ? store.freeNames().constraint(table.name.schema(), table.name.name(), changed.name, "not_null")
                : name;
        ConstraintEntry constraint = new ConstraintEntry(
                store.nextOid(), QualifiedName.of(table.name.schema(), chosen), Kind.NOT_NULL, table.oid);
        constraint.columns = List.of(changed.number);
        constraint.noInherit = noInherit;
        constraint.validated = validated;
        constraint.inherited = fromParent ? 1 : 0;
        constraint.local = !fromParent;
        constraint.dependencies = List.of(Dependency.auto(table.oid, changed.number));
        own.add(table, constraint);
        return constraint;
    }

    /** The constraint that says so of a column; before PostgreSQL 18 there is none. */
    @Nullable ConstraintEntry of(RelationEntry table, int column) {
        for (int oid : table.constraints) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.kind == Kind.NOT_NULL && constraint.columns.contains(column)) {
                return constraint;
            }
        }
        return null;
    }
}
