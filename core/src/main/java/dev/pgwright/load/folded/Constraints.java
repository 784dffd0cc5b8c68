package dev.pgwright.load.folded;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.ConstraintEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds checks, keys, exclusions and not-null constraints to tables and what inherits from them. */
final class Constraints {
    /** Since this version a column that is not null has a constraint that says so. */
    private static final int NAMED_NOT_NULL = 18;

    private final Folding folding;
    private final Store store;
    private final Indexes indexes;
    private final ForeignKeys foreignKeys;

    Constraints(Folding folding, Indexes indexes) {
        this.folding = folding;
        this.store = folding.store;
        this.indexes = indexes;
        this.foreignKeys = new ForeignKeys(folding);
    }

    ForeignKeys foreignKeys() {
        return foreignKeys;
    }

    /** A constraint of the table itself, of whatever kind. */
    void add(RelationEntry table, Constraint constraint) {
        switch (constraint.contype()) {
            case CONSTR_CHECK -> addCheck(table, constraint);
            case CONSTR_PRIMARY, CONSTR_UNIQUE, CONSTR_EXCLUSION -> addIndexed(table, constraint);
            case CONSTR_FOREIGN -> foreignKeys.add(table, constraint);
            case CONSTR_NOTNULL -> {
                for (String name : Nodes.names(constraint.keys())) {
                    ColumnEntry column = folding.column(table, name);
                    addNotNull(table, column, constraint.conname(), constraint);
                }
            }
            default -> folding.notFollowed(table.name.name(), "a constraint of this kind is not followed");
        }
    }

    private void requireFree(RelationEntry table, @Nullable String name) {
        if (name != null && find(table, name) != null) {
            throw Refusal.duplicate(
                    name, "constraint \"" + name + "\" for relation \"" + table.name.name() + "\" already exists");
        }
    }

    @Nullable ConstraintEntry find(RelationEntry table, String name) {
        for (int oid : table.constraints) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.name.name().equals(name)) {
                return constraint;
            }
        }
        return null;
    }

    static Deferrability deferrability(Constraint constraint) {
        if (constraint.initdeferred()) {
            return Deferrability.INITIALLY_DEFERRED;
        }
        return constraint.deferrable() ? Deferrability.INITIALLY_IMMEDIATE : Deferrability.NOT_DEFERRABLE;
    }

    // ---- checks

    void addCheck(RelationEntry table, Constraint constraint) {
        if (constraint.rawExpr() == null) {
            return;
        }
        Expression expression = folding.binder.ofRelation(constraint.rawExpr(), table);
        String name = constraint.conname();
        if (name == null) {
            List<Integer> columns = expression.ownColumns();
            name = store.freeConstraintName(
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
        ConstraintEntry same = find(table, name);
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
            requireFree(table, check.name.name());
        }
        store.touch(same).local = true;
    }

    void inheritCheck(RelationEntry parent, ConstraintEntry check, RelationEntry child) {
        ConstraintEntry same = find(child, check.name.name());
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
        addOwned(table, check);
    }

    private void addOwned(RelationEntry table, ConstraintEntry constraint) {
        List<Dependency> dependencies = new ArrayList<>(constraint.dependencies);
        dependencies.add(Dependency.auto(table.oid, 0));
        constraint.dependencies = dependencies;
        store.add(constraint);
        store.touch(table).constraints.add(constraint.oid);
    }

    // ---- keys and exclusions

    private void addIndexed(RelationEntry table, Constraint constraint) {
        if (constraint.indexname() != null) {
            usingIndex(table, constraint);
            return;
        }
        Kind kind = kind(constraint);
        if (kind == Kind.PRIMARY_KEY) {
            requireNoPrimaryKey(table);
        }
        IndexEntry index = new IndexEntry(store.nextOid(), table.name, table.oid);
        index.unique = kind != Kind.EXCLUSION || constraint.withoutOverlaps();
        index.primary = kind == Kind.PRIMARY_KEY;
        index.nullsNotDistinct = indexes.nullsNotDistinct(constraint.nullsNotDistinct());
        index.parameters = new TreeMap<>(Options.parameters(constraint.options()));
        index.tablespace = constraint.indexspace();
        index.include = Nodes.names(constraint.including()).stream()
                .map(name -> keyColumn(table, name).number)
                .toList();
        List<String> operators = new ArrayList<>();
        if (kind == Kind.EXCLUSION) {
            index.method = constraint.accessMethod() == null ? "btree" : constraint.accessMethod();
            index.keys = exclusionKeys(table, constraint, operators);
            if (constraint.whereClause() != null) {
                index.predicate = folding.binder.ofRelation(constraint.whereClause(), table);
            }
        } else {
            index.method = constraint.withoutOverlaps() ? "gist" : "btree";
            index.keys = keys(table, constraint, kind);
        }
        String given = constraint.conname();
        if (given != null) {
            QualifiedName name = QualifiedName.of(table.name.schema(), given);
            folding.requireFreeRelation(name);
            requireFree(table, given);
            index.name = name;
        } else {
            index.name = QualifiedName.of(table.name.schema(), indexes.freeName(table, index, label(kind)));
        }
        addKey(table, index, kind, constraint, operators);
    }

    private void addKey(
            RelationEntry table, IndexEntry index, Kind kind, Constraint constraint, List<String> operators) {
        ConstraintEntry key = new ConstraintEntry(store.nextOid(), index.name, kind, table.oid);
        key.columns = index.keys.stream().map(IndexKey::column).toList();
        key.index = index.oid;
        key.period = constraint.withoutOverlaps();
        key.deferrability = deferrability(constraint);
        key.operators = operators;
        List<Dependency> dependencies = new ArrayList<>();
        index.keys.forEach(one -> {
            if (one.column() != 0) {
                dependencies.add(Dependency.auto(table.oid, one.column()));
            } else if (one.expression() != null) {
                dependencies.addAll(Binder.dependencies(one.expression(), table.oid, 0, Dependency.Strength.AUTO));
            }
        });
        index.include.forEach(number -> dependencies.add(Dependency.auto(table.oid, number)));
        key.dependencies = dependencies;
        if (kind == Kind.PRIMARY_KEY) {
            index.keys.forEach(one -> setNotNull(table, one.column()));
        }
        index.constraint = key.oid;
        addOwned(table, key);
        indexes.add(table, index, List.of(Dependency.internal(key.oid)));
        if (table.strategy != null) {
            indexes.toPartitions(table, index);
        }
    }

    private static Kind kind(Constraint constraint) {
        return switch (constraint.contype()) {
            case CONSTR_PRIMARY -> Kind.PRIMARY_KEY;
            case CONSTR_UNIQUE -> Kind.UNIQUE;
            default -> Kind.EXCLUSION;
        };
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> "pkey";
            case UNIQUE -> "key";
            default -> "excl";
        };
    }

    private void requireNoPrimaryKey(RelationEntry table) {
        if (primaryKey(table) != null) {
            throw Refusal.refused(
                    table.name.name(), "multiple primary keys for table \"" + table.name.name() + "\" are not allowed");
        }
    }

    @Nullable ConstraintEntry primaryKey(RelationEntry table) {
        for (int oid : table.constraints) {
            if (store.constraint(oid).kind == Kind.PRIMARY_KEY) {
                return store.constraint(oid);
            }
        }
        return null;
    }

    private static ColumnEntry keyColumn(RelationEntry table, String name) {
        ColumnEntry column = table.column(name);
        if (column == null) {
            throw Refusal.missing(name, "column \"" + name + "\" named in key does not exist");
        }
        return column;
    }

    private static List<IndexKey> keys(RelationEntry table, Constraint constraint, Kind kind) {
        List<IndexKey> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : Nodes.names(constraint.keys())) {
            ColumnEntry column = keyColumn(table, name);
            if (!seen.add(name)) {
                String words = kind == Kind.PRIMARY_KEY ? "primary key" : "unique";
                throw Refusal.refused(name, "column \"" + name + "\" appears twice in " + words + " constraint");
            }
            keys.add(IndexKey.column(column.number));
        }
        return keys;
    }

    private List<IndexKey> exclusionKeys(RelationEntry table, Constraint constraint, List<String> operators) {
        List<Node> elements = new ArrayList<>();
        for (Node node : constraint.exclusions()) {
            if (node instanceof PgList pair && pair.items().size() == 2) {
                if (pair.items().get(0) instanceof IndexElem element) {
                    elements.add(element);
                }
                if (pair.items().get(1) instanceof PgList operator) {
                    operators.add(Scope.nameOf(Nodes.names(operator.items())));
                }
            }
        }
        return indexes.keys(table, elements);
    }

    /** {@code ADD CONSTRAINT ... USING INDEX}: the index takes the constraint's name. */
    private void usingIndex(RelationEntry table, Constraint constraint) {
        String indexName = Scope.text(constraint.indexname());
        Integer found = store.relationNames().get(QualifiedName.of(table.name.schema(), indexName));
        if (found == null || !(store.get(found) instanceof IndexEntry index)) {
            throw Refusal.missing(indexName, "index \"" + indexName + "\" does not exist");
        }
        if (index.owner != table.oid) {
            throw Refusal.refused(
                    indexName, "index \"" + indexName + "\" does not belong to table \"" + table.name.name() + "\"");
        }
        if (index.constraint != 0) {
            throw Refusal.refused(indexName, "index \"" + indexName + "\" is already associated with a constraint");
        }
        if (!index.valid) {
            throw Refusal.refused(indexName, "index \"" + indexName + "\" is not valid");
        }
        if (!index.unique) {
            throw Refusal.refused(indexName, "\"" + indexName + "\" is not a unique index");
        }
        if (index.keys.stream().anyMatch(key -> key.column() == 0)) {
            throw Refusal.refused(indexName, "index \"" + indexName + "\" contains expressions");
        }
        if (index.predicate != null) {
            throw Refusal.refused(indexName, "\"" + indexName + "\" is a partial index");
        }
        Kind kind = kind(constraint);
        if (kind == Kind.PRIMARY_KEY) {
            requireNoPrimaryKey(table);
        }
        String name = constraint.conname() == null ? indexName : constraint.conname();
        requireFree(table, name);
        if (!name.equals(indexName)) {
            QualifiedName renamed = QualifiedName.of(table.name.schema(), name);
            folding.requireFreeRelation(renamed);
            store.rename(index, renamed);
        }
        store.touch(index).primary = kind == Kind.PRIMARY_KEY;
        ConstraintEntry key = new ConstraintEntry(store.nextOid(), index.name, kind, table.oid);
        key.columns = index.keys.stream().map(IndexKey::column).toList();
        key.index = index.oid;
        key.deferrability = deferrability(constraint);
        List<Dependency> dependencies = new ArrayList<>();
        key.columns.forEach(number -> dependencies.add(Dependency.auto(table.oid, number)));
        index.include.forEach(number -> dependencies.add(Dependency.auto(table.oid, number)));
        key.dependencies = dependencies;
        index.constraint = key.oid;
        if (kind == Kind.PRIMARY_KEY) {
            key.columns.forEach(number -> setNotNull(table, number));
        }
        addOwned(table, key);
        store.setDependencies(index, List.of(Dependency.auto(table.oid, 0), Dependency.internal(key.oid)));
    }

    // ---- not null

    /** {@code SET NOT NULL} or what a primary key brings; of a table and what inherits from it. */
    void setNotNull(RelationEntry table, int number) {
        ColumnEntry column = table.column(number);
        if (column != null) {
            addNotNull(table, column, null, null);
        }
    }

    void addNotNull(RelationEntry table, ColumnEntry column, @Nullable String name, @Nullable Constraint constraint) {
        boolean noInherit = constraint != null && constraint.isNoInherit();
        boolean validated = constraint == null || !constraint.skipValidation();
        ConstraintEntry before = notNullOf(table, column.number);
        boolean inheritedBefore = before != null && !before.noInherit;
        ConstraintEntry made = markNotNull(table, column, name, noInherit, validated, false);
        if (noInherit || inheritedBefore) {
            return;
        }
        String inheritedName = made == null ? null : made.name.name();
        for (int child : table.children) {
            inheritNotNull(store.relation(child), column.name, inheritedName, validated);
        }
    }

    private void inheritNotNull(RelationEntry table, String columnName, @Nullable String name, boolean validated) {
        ColumnEntry column = table.column(columnName);
        if (column == null) {
            return;
        }
        markNotNull(table, column, name, false, validated, true);
        for (int child : table.children) {
            inheritNotNull(store.relation(child), columnName, name, validated);
        }
    }

    private @Nullable ConstraintEntry markNotNull(
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
        ConstraintEntry existing = notNullOf(table, changed.number);
        if (existing != null) {
            store.touch(existing);
            existing.inherited += fromParent ? 1 : 0;
            existing.local |= !fromParent;
            existing.validated |= validated;
            return existing;
        }
        requireFree(table, fromParent ? null : name);
        String chosen = name == null || find(table, name) != null
                ? store.freeConstraintName(table.name.schema(), table.name.name(), changed.name, "not_null")
                : name;
        ConstraintEntry constraint = new ConstraintEntry(
                store.nextOid(), QualifiedName.of(table.name.schema(), chosen), Kind.NOT_NULL, table.oid);
        constraint.columns = List.of(changed.number);
        constraint.noInherit = noInherit;
        constraint.validated = validated;
        constraint.inherited = fromParent ? 1 : 0;
        constraint.local = !fromParent;
        constraint.dependencies = List.of(Dependency.auto(table.oid, changed.number));
        addOwned(table, constraint);
        return constraint;
    }

    @Nullable ConstraintEntry notNullOf(RelationEntry table, int column) {
        for (int oid : table.constraints) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.kind == Kind.NOT_NULL && constraint.columns.contains(column)) {
                return constraint;
            }
        }
        return null;
    }

    /** Gives a new child what its parent has: checks, not-null constraints, and as a partition keys and references. */
    void inherit(RelationEntry parent, RelationEntry child) {
        for (int oid : List.copyOf(parent.constraints)) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.kind == Kind.CHECK && !constraint.noInherit) {
                inheritCheck(parent, constraint, child);
            } else if (constraint.kind == Kind.NOT_NULL && !constraint.noInherit) {
                inheritNotNull(
                        child,
                        parent.columnName(constraint.columns.get(0)),
                        constraint.name.name(),
                        constraint.validated);
            }
        }
        for (ColumnEntry column : parent.columns) {
            ColumnEntry same = child.column(column.name);
            if (column.notNull && same != null && !same.notNull) {
                ConstraintEntry named = notNullOf(parent, column.number);
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
