package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SortByDir;
import dev.pgwright.sql.tree.SortByNulls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes indexes, on partitions too (DefineIndex of PostgreSQL's indexcmds.c). */
final class Indexes {
    private final Folding folding;
    private final Store store;

    Indexes(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
    }

    void create(IndexStmt statement) {
        if (statement.relation() == null) {
            return;
        }
        RelationEntry table = folding.withColumns(statement.relation());
        if (!table.kind.isTable() && table.kind != RelationEntry.Kind.MATERIALIZED) {
            throw Refusal.refused(table.name.name(), "cannot create index on relation \"" + table.name.name() + "\"");
        }
        String given = statement.idxname();
        if (given != null && statement.ifNotExists() && isTaken(table, given)) {
            return;
        }
        if (given != null && isTaken(table, given)) {
            throw Refusal.duplicate(given, "relation \"" + given + "\" already exists");
        }
        IndexEntry index = of(table, statement);
        index.name = QualifiedName.of(table.name.schema(), given == null ? freeName(table, index, "idx") : given);
        add(table, index, List.of());
        if (table.strategy != null) {
            // ON ONLY leaves an index that is not valid until all partitions have theirs
            index.valid = statement.relation().inh() || table.children.isEmpty();
            if (statement.relation().inh()) {
                toPartitions(table, index);
            }
        }
    }

    private boolean isTaken(RelationEntry table, String name) {
        return store.relationNames().containsKey(QualifiedName.of(table.name.schema(), name));
    }

    /** Everything but the name. */
    private IndexEntry of(RelationEntry table, IndexStmt statement) {
        IndexEntry index = new IndexEntry(store.nextOid(), table.name, table.oid);
        index.method = statement.accessMethod() == null ? "btree" : statement.accessMethod();
        index.unique = statement.unique();
        index.nullsNotDistinct = nullsNotDistinct(statement.nullsNotDistinct());
        index.keys = keys(table, statement.indexParams());
        index.include = include(table, statement.indexIncludingParams());
        index.parameters = new TreeMap<>(Options.parameters(statement.options()));
        index.tablespace = statement.tableSpace();
        if (statement.whereClause() != null && !isTrue(statement.whereClause())) {
            index.predicate = folding.binder.ofRelation(statement.whereClause(), table);
        }
        return index;
    }

    boolean nullsNotDistinct(boolean wanted) {
        if (wanted && folding.version < 15) {
            throw Refusal.refused("", "syntax error at or near \"NULLS\"");
        }
        return wanted;
    }

    /** A predicate that says nothing is none. */
    private static boolean isTrue(Node condition) {
        return condition instanceof A_Const constant
                && constant.boolval() != null
                && constant.boolval().boolval();
    }

    List<IndexKey> keys(RelationEntry table, List<Node> elements) {
        List<IndexKey> keys = new ArrayList<>();
        for (Node node : elements) {
            if (node instanceof IndexElem element) {
                keys.add(key(table, element));
            }
        }
        return keys;
    }

    List<Integer> include(RelationEntry table, List<Node> elements) {
        List<Integer> columns = new ArrayList<>();
        for (Node node : elements) {
            if (node instanceof IndexElem element && element.name() != null) {
                columns.add(column(table, element.name()).number);
            }
        }
        return columns;
    }

    private static ColumnEntry column(RelationEntry table, String name) {
        ColumnEntry column = table.column(name);
        if (column == null) {
            throw Refusal.missingColumn(name, "column \"" + name + "\" does not exist");
        }
        return column;
    }

    private IndexKey key(RelationEntry table, IndexElem element) {
        boolean descending = element.ordering() == SortByDir.SORTBY_DESC;
        boolean nullsFirst = element.nullsOrdering() == SortByNulls.SORTBY_NULLS_DEFAULT
                ? descending
                : element.nullsOrdering() == SortByNulls.SORTBY_NULLS_FIRST;
        int number = 0;
        Expression expression = null;
        TypeRef type = null;
        String collation = Collations.qualified(store, element.collation());
        if (element.name() != null) {
            ColumnEntry column = column(table, element.name());
            number = column.number;
            type = column.type;
            if (collation != null && collation.equals(column.collation)) {
                collation = null;
            }
        } else if (element.expr() != null) {
            expression = folding.binder.ofRelation(element.expr(), table);
        }
        return new IndexKey(number, expression, collation, operatorClass(element, type), descending, nullsFirst);
    }

    /** Null when it is the type's own, which is called after the type. */
    private @Nullable String operatorClass(IndexElem element, @Nullable TypeRef type) {
        List<String> parts = Nodes.names(element.opclass());
        if (parts.isEmpty()) {
            return null;
        }
        String name = Scope.nameOf(parts);
        String parameters = parameters(element.opclassopts());
        if (parameters.isEmpty() && type != null && type.object() == 0 && !type.array()) {
            String usual = type.name().equals("varchar") ? "text" : type.name();
            if (name.equals(usual + "_ops")) {
                return null;
            }
        }
        String schema = Scope.schemaOf(parts);
        if (schema == null) {
            schema = Collations.schemaOfOperatorClass(store, name);
        }
        String quoted = schema == null || schema.equals(Scope.SYSTEM)
                ? Identifiers.quoteIdentifier(name)
                : Identifiers.quoteIdentifier(schema, name);
        return quoted + (parameters.isEmpty() ? "" : " (" + parameters + ")");
    }

    private static String parameters(List<Node> options) {
        List<String> texts = new ArrayList<>();
        for (Node node : options) {
            if (node instanceof DefElem option) {
                texts.add(option.defname() + "=" + Identifiers.quoteLiteral(Scope.text(Options.text(option.arg()))));
            }
        }
        return String.join(", ", texts);
    }

    /** The name that PostgreSQL chooses; the label is {@code pkey}, {@code key}, {@code excl} or {@code idx}. */
    String freeName(RelationEntry table, IndexEntry index, String label) {
        List<String> columns = new ArrayList<>();
        for (IndexKey key : index.keys) {
            columns.add(key.column() != 0 ? table.columnName(key.column()) : nameOf(key.expression()));
        }
        index.include.forEach(number -> columns.add(table.columnName(number)));
        return store.freeNames().index(table.name, columns, label);
    }

    /** FigureIndexColname of PostgreSQL's parse_target.c. */
    private static String nameOf(@Nullable Expression expression) {
        String name = expression == null ? null : ColumnNames.figure(expression.tree());
        return name == null ? "expr" : name;
    }

    /** Puts an index into the schema; {@code more} are what it needs beside its columns. */
    void add(RelationEntry table, IndexEntry index, List<Dependency> more) {
        index.dependencies = dependencies(table, index, more);
        store.add(index);
        store.touch(table).indexes.add(index.oid);
    }

    private static List<Dependency> dependencies(RelationEntry table, IndexEntry index, List<Dependency> more) {
        List<Dependency> dependencies = new ArrayList<>(more);
        boolean ofConstraint = index.constraint != 0;
        dependencies.add(Dependency.auto(table.oid, 0));
        for (IndexKey key : index.keys) {
            if (key.column() != 0 && !ofConstraint) {
                dependencies.add(Dependency.auto(table.oid, key.column()));
            }
            if (key.expression() != null) {
                dependencies.addAll(Binder.dependencies(key.expression(), table.oid, 0, Dependency.Strength.AUTO));
            }
        }
        if (!ofConstraint) {
            index.include.forEach(number -> dependencies.add(Dependency.auto(table.oid, number)));
        }
        if (index.predicate != null) {
            dependencies.addAll(Binder.dependencies(index.predicate, table.oid, 0, Dependency.Strength.AUTO));
        }
        return dependencies;
    }

    /** Gives every partition the index, or attaches the one that it has already. */
    void toPartitions(RelationEntry table, IndexEntry index) {
        for (int child : table.children) {
            toPartition(index, table, store.relation(child));
        }
    }

    IndexEntry toPartition(IndexEntry parent, RelationEntry above, RelationEntry partition) {
        Map<Integer, Integer> numbers = numbers(above, partition);
        IndexEntry wanted = copyFor(parent, partition, numbers);
        for (int oid : partition.indexes) {
            IndexEntry existing = store.index(oid);
            if (existing.parent == 0
                    && matches(existing, wanted)
                    && (parent.constraint == 0) == (existing.constraint == 0)) {
                attach(existing, parent);
                return existing;
            }
        }
        String label = parent.constraint == 0 ? "idx" : labelOf(store.constraint(parent.constraint).kind);
        wanted.name = QualifiedName.of(partition.name.schema(), freeName(partition, wanted, label));
        wanted.parent = parent.oid;
        List<Dependency> more = new ArrayList<>(List.of(Dependency.internal(parent.oid)));
        if (parent.constraint != 0) {
            ConstraintEntry constraint = constraintFor(store.constraint(parent.constraint), partition, wanted, numbers);
            wanted.constraint = constraint.oid;
            more.add(Dependency.internal(constraint.oid));
        }
        add(partition, wanted, more);
        if (partition.strategy != null) {
            toPartitions(partition, wanted);
        }
        return wanted;
    }

    private ConstraintEntry constraintFor(
            ConstraintEntry above, RelationEntry partition, IndexEntry index, Map<Integer, Integer> numbers) {
        ConstraintEntry constraint = new ConstraintEntry(store.nextOid(), index.name, above.kind, partition.oid);
        constraint.columns = above.columns.stream()
                .map(number -> numbers.getOrDefault(number, 0))
                .toList();
        constraint.index = index.oid;
        constraint.period = above.period;
        constraint.deferrability = above.deferrability;
        constraint.operators = above.operators;
        constraint.parent = above.oid;
        constraint.inherited = 1;
        constraint.local = false;
        List<Dependency> dependencies = new ArrayList<>(List.of(Dependency.internal(above.oid)));
        constraint.columns.forEach(number -> dependencies.add(Dependency.auto(partition.oid, number)));
        constraint.dependencies = dependencies;
        store.add(constraint);
        store.touch(partition).constraints.add(constraint.oid);
        return constraint;
    }

    static String labelOf(ConstraintEntry.Kind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> "pkey";
            case UNIQUE -> "key";
            case EXCLUSION -> "excl";
            case FOREIGN_KEY -> "fkey";
            case CHECK -> "check";
            case NOT_NULL -> "not_null";
        };
    }

    void attach(IndexEntry index, IndexEntry parent) {
        store.touch(index).parent = parent.oid;
        List<Dependency> dependencies = new ArrayList<>(index.dependencies);
        dependencies.add(Dependency.internal(parent.oid));
        store.setDependencies(index, dependencies);
        if (index.constraint != 0 && parent.constraint != 0) {
            ConstraintEntry constraint = store.touch(store.constraint(index.constraint));
            constraint.parent = parent.constraint;
            constraint.inherited = 1;
            constraint.local = false;
            List<Dependency> more = new ArrayList<>(constraint.dependencies);
            more.add(Dependency.internal(parent.constraint));
            store.setDependencies(constraint, more);
        }
    }

    void detach(IndexEntry index) {
        int parent = index.parent;
        store.touch(index).parent = 0;
        List<Dependency> dependencies = new ArrayList<>(index.dependencies);
        dependencies.removeIf(dependency -> dependency.object() == parent);
        store.setDependencies(index, dependencies);
        if (index.constraint != 0) {
            ConstraintEntry constraint = store.touch(store.constraint(index.constraint));
            int above = constraint.parent;
            constraint.parent = 0;
            constraint.inherited = 0;
            constraint.local = true;
            List<Dependency> rest = new ArrayList<>(constraint.dependencies);
            rest.removeIf(dependency -> dependency.object() == above);
            store.setDependencies(constraint, rest);
        }
    }

    /** The numbers that a table's columns have in another one with the same names. */
    static Map<Integer, Integer> numbers(RelationEntry from, RelationEntry to) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (ColumnEntry column : from.columns) {
            ColumnEntry same = to.column(column.name);
            if (same != null) {
                numbers.put(column.number, same.number);
            }
        }
        return numbers;
    }

    /** The same index for another table, without a name. */
    IndexEntry copyFor(IndexEntry index, RelationEntry table, Map<Integer, Integer> numbers) {
        IndexEntry copy = new IndexEntry(store.nextOid(), table.name, table.oid);
        copy.method = index.method;
        copy.unique = index.unique;
        copy.primary = index.primary;
        copy.nullsNotDistinct = index.nullsNotDistinct;
        copy.parameters = new TreeMap<>(index.parameters);
        copy.tablespace = index.tablespace;
        copy.include = index.include.stream()
                .map(number -> numbers.getOrDefault(number, 0))
                .toList();
        copy.keys = index.keys.stream()
                .map(key -> key.column() != 0
                        ? key.withColumn(numbers.getOrDefault(key.column(), 0))
                        : key.withExpression(renumbered(key.expression(), numbers)))
                .toList();
        copy.predicate = renumbered(index.predicate, numbers);
        return copy;
    }

    static @Nullable Expression renumbered(@Nullable Expression expression, Map<Integer, Integer> numbers) {
        return expression == null ? null : expression.renumbered(number -> numbers.getOrDefault(number, 0));
    }

    private static boolean matches(IndexEntry index, IndexEntry other) {
        return index.method.equals(other.method)
                && index.unique == other.unique
                && index.nullsNotDistinct == other.nullsNotDistinct
                && index.include.equals(other.include)
                && sameKeys(index.keys, other.keys)
                && sameExpression(index.predicate, other.predicate);
    }

    private static boolean sameKeys(List<IndexKey> keys, List<IndexKey> others) {
        if (keys.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            IndexKey key = keys.get(i);
            IndexKey other = others.get(i);
            if (!key.withExpression(null).equals(other.withExpression(null))
                    || !sameExpression(key.expression(), other.expression())) {
                return false;
            }
        }
        return true;
    }

    static boolean sameExpression(@Nullable Expression one, @Nullable Expression other) {
        if (one == null || other == null) {
            return one == other;
        }
        return SameTree.same(one.tree(), other.tree()) && one.ownColumns().equals(other.ownColumns());
    }
}
