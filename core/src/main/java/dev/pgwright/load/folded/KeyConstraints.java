package dev.pgwright.load.folded;

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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds what an index enforces: primary keys, unique constraints and exclusions. */
final class KeyConstraints {
    private final Folding folding;
    private final Store store;
    private final Indexes indexes;
    private final OwnConstraints own;
    private final NotNullConstraints notNull;

    KeyConstraints(Folding folding, Indexes indexes, OwnConstraints own, NotNullConstraints notNull) {
        this.folding = folding;
        this.store = folding.store;
        this.indexes = indexes;
        this.own = own;
        this.notNull = notNull;
    }

    void add(RelationEntry table, Constraint constraint) {
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
            own.requireFree(table, given);
            index.name = name;
        } else {
            index.name = QualifiedName.of(table.name.schema(), indexes.freeName(table, index, Indexes.labelOf(kind)));
        }
        ConstraintEntry key = addEntry(table, index, kind, constraint);
        key.operators = operators;
        indexes.add(table, index, List.of(Dependency.internal(key.oid)));
        if (table.strategy != null) {
            indexes.toPartitions(table, index);
        }
    }

    /** The constraint that an index enforces, named after it. */
    private ConstraintEntry addEntry(RelationEntry table, IndexEntry index, Kind kind, Constraint constraint) {
        ConstraintEntry key = new ConstraintEntry(store.nextOid(), index.name, kind, table.oid);
        key.columns = index.keys.stream().map(IndexKey::column).toList();
        key.index = index.oid;
        key.period = constraint.withoutOverlaps();
        key.deferrability = Constraints.deferrability(constraint);
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
        index.constraint = key.oid;
        if (kind == Kind.PRIMARY_KEY) {
            key.columns.forEach(number -> notNull.set(table, number));
        }
        own.add(table, key);
        return key;
    }

    private static Kind kind(Constraint constraint) {
        return switch (constraint.contype()) {
            case CONSTR_PRIMARY -> Kind.PRIMARY_KEY;
            case CONSTR_UNIQUE -> Kind.UNIQUE;
            default -> Kind.EXCLUSION;
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
            throw Refusal.missingColumn(name, "column \"" + name + "\" named in key does not exist");
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
        own.requireFree(table, name);
        if (!name.equals(indexName)) {
            QualifiedName renamed = QualifiedName.of(table.name.schema(), name);
            folding.requireFreeRelation(renamed);
            store.rename(index, renamed);
        }
        store.touch(index).primary = kind == Kind.PRIMARY_KEY;
        ConstraintEntry key = addEntry(table, index, kind, constraint);
        store.setDependencies(index, List.of(Dependency.auto(table.oid, 0), Dependency.internal(key.oid)));
    }
}
