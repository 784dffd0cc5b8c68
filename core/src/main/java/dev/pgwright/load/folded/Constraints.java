package dev.pgwright.load.folded;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.ConstraintEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds constraints of all kinds to tables; those that hold for what inherits from them to that, too. */
final class Constraints {
    private final Folding folding;
    private final Store store;
    private final Indexes indexes;
    private final OwnConstraints own;
    private final NotNullConstraints notNull;
    private final KeyConstraints keys;
    private final ForeignKeys foreignKeys;

    Constraints(Folding folding, Indexes indexes) {
        this.folding = folding;
        this.store = folding.store;
        this.indexes = indexes;
        this.own = new OwnConstraints(store);
        this.notNull = new NotNullConstraints(folding, own);
        this.keys = new KeyConstraints(folding, indexes, own, notNull);
        this.foreignKeys = new ForeignKeys(folding, own);
    }

    NotNullConstraints notNull() {
        return notNull;
    }

    KeyConstraints keys() {
        return keys;
    }

    /** The one that a table itself has. */
    @Nullable ConstraintEntry find(RelationEntry table, String name) {
        return own.find(table, name);
    }

    /** A constraint of the table itself, of whatever kind. */
    void add(RelationEntry table, Constraint constraint) {
        switch (constraint.contype()) {
            case CONSTR_CHECK -> addCheck(table, constraint);
            case CONSTR_PRIMARY, CONSTR_UNIQUE, CONSTR_EXCLUSION -> keys.add(table, constraint);
            case CONSTR_FOREIGN -> foreignKeys.add(table, constraint);
            case CONSTR_NOTNULL -> {
                for (String name : Nodes.names(constraint.keys())) {
                    ColumnEntry column = folding.column(table, name);
                    notNull.add(table, column, constraint.conname(), constraint);
                }
            }
            default -> folding.notFollowed(table.name.name(), "a constraint of this kind is not followed");
        }
    }

    static Deferrability deferrability(Constraint constraint) {
        if (constraint.initdeferred()) {
            return Deferrability.INITIALLY_DEFERRED;
        }
        return constraint.deferrable() ? Deferrability.INITIALLY_IMMEDIATE : Deferrability.NOT_DEFERRABLE;
    }

    private void addCheck(RelationEntry table, Constraint constraint) {
        if (constraint.rawExpr() == null) {
            return;
        }
        Expression expression = folding.binder.ofRelation(constraint.rawExpr(), table);
        String name = constraint.conname();
        if (name == null) {
            List<Integer> columns = expression.ownColumns();
            name = store.freeNames()
                    .constraint(
                            table.name.schema(),
                            table.name.name(),
                            columns.size() == 1 ? table.columnName(columns.get(0)) : null,
                            "check");
        }
        ConstraintEntry check = new ConstraintEntry(
                store.nextOid(), QualifiedName.of(table.name.schema(), name), Kind.CHECK, table.oid);
        check.expression = expression;
        check.noInherit = constraint.isNoInherit();
        check.enforced = constraint.isEnforced();
        check.validated = !constraint.skipValidation() || !constraint.isEnforced();
        ConstraintEntry same = own.find(table, name);
        if (same != null) {
            merge(table, same, check);
        } else {
            put(table, check);
        }
        if (!check.noInherit) {
            store.relation(table.oid).children.forEach(child -> inheritCheck(table, check, store.relation(child)));
        }
    }

    /** A check that a parent has already. */
    private void merge(RelationEntry table, ConstraintEntry same, ConstraintEntry check) {
        boolean mergeable = same.kind == Kind.CHECK
                && same.inherited > 0
                && !same.local
                && Indexes.sameExpression(same.expression, check.expression);
        if (!mergeable) {
            own.requireFree(table, check.name.name());
        }
        store.touch(same).local = true;
    }

    private void inheritCheck(RelationEntry parent, ConstraintEntry check, RelationEntry child) {
        ConstraintEntry same = own.find(child, check.name.name());
        if (same != null) {
            store.touch(same).inherited++;
            if (child.isPartition()) {
                same.local = false;
            }
        } else {
            ConstraintEntry copy = new ConstraintEntry(
                    store.nextOid(), QualifiedName.of(child.name.schema(), check.name.name()), Kind.CHECK, child.oid);
            copy.expression = Indexes.renumbered(check.expression, Indexes.numbers(parent, child));
            copy.enforced = check.enforced;
            copy.validated = check.validated;
            copy.inherited = 1;
            copy.local = false;
            put(child, copy);
        }
        for (int grandchild : child.children) {
            inheritCheck(child, check, store.relation(grandchild));
        }
    }

    private void put(RelationEntry table, ConstraintEntry check) {
        Expression expression = check.expression;
        if (expression != null) {
            check.columns = expression.ownColumns();
            check.dependencies = Binder.dependencies(expression, table.oid, 0, Dependency.Strength.AUTO);
        }
        own.add(table, check);
    }

    /** Gives a new child what its parent has: checks, not-null constraints, and as a partition keys and references. */
    void inherit(RelationEntry parent, RelationEntry child) {
        for (int oid : List.copyOf(parent.constraints)) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.kind == Kind.CHECK && !constraint.noInherit) {
                inheritCheck(parent, constraint, child);
            } else if (constraint.kind == Kind.NOT_NULL && !constraint.noInherit) {
                notNull.inherit(
                        child,
                        parent.columnName(constraint.columns.get(0)),
                        constraint.name.name(),
                        constraint.validated);
            }
        }
        for (ColumnEntry column : parent.columns) {
            ColumnEntry same = child.column(column.name);
            if (column.notNull && same != null && !same.notNull) {
                ConstraintEntry named = notNull.of(parent, column.number);
                if (named == null || !named.noInherit) {
                    store.touch(child);
                    folding.column(child, column.name).notNull = true;
                }
            }
        }
    }

    /** The indexes, keys and foreign keys that a partition has because of the table above. */
    void inheritAsPartition(RelationEntry parent, RelationEntry partition) {
        for (int oid : List.copyOf(parent.indexes)) {
            indexes.toPartition(store.index(oid), parent, partition);
        }
        Map<Integer, Integer> numbers = Indexes.numbers(parent, partition);
        for (int oid : List.copyOf(parent.constraints)) {
            if (store.constraint(oid).kind == Kind.FOREIGN_KEY) {
                foreignKeys.toPartition(store.constraint(oid), partition, numbers);
            }
        }
    }
}
