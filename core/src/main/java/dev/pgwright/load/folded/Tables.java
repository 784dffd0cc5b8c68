package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.ForeignSource;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.RelationEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateForeignTableStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PartitionElem;
import dev.pgwright.sql.tree.PartitionSpec;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TableLikeClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes tables (DefineRelation of PostgreSQL's tablecmds.c, transformCreateStmt of its parse_utilcmd.c). */
final class Tables {
    private final Folding folding;
    private final Store store;
    private final Columns columns;
    private final Constraints constraints;
    private final Likes likes;
    private final Triggers triggers;

    Tables(Folding folding, Columns columns, Indexes indexes, Triggers triggers) {
        this.folding = folding;
        this.store = folding.store;
        this.columns = columns;
        this.constraints = columns.constraints();
        this.triggers = triggers;
        this.likes = new Likes(folding, columns, indexes);
    }

    void createForeign(CreateForeignTableStmt statement) {
        if (statement.base() != null) {
            RelationEntry table = create(statement.base(), Kind.FOREIGN);
            if (table != null) {
                table.foreign = new ForeignSource(
                        Scope.text(statement.servername()), new TreeMap<>(Options.parameters(statement.options())));
            }
        }
    }

    void create(CreateStmt statement) {
        create(statement, statement.partspec() == null ? Kind.TABLE : Kind.PARTITIONED);
    }

    private @Nullable RelationEntry create(CreateStmt statement, Kind kind) {
        if (statement.relation() == null) {
            return null;
        }
        QualifiedName name = folding.scope().created(statement.relation());
        if (statement.ifNotExists() && store.relationNames().containsKey(name)) {
            return null;
        }
        folding.requireFreeRelation(name);
        folding.requireFreeType(name);
        RelationEntry table = new RelationEntry(store.nextOid(), name, kind);
        table.unlogged = "u".equals(statement.relation().relpersistence());
        table.parameters = new TreeMap<>(Options.parameters(statement.options()));
        table.tablespace = statement.tablespacename();
        table.accessMethod = "heap".equals(statement.accessMethod()) ? null : statement.accessMethod();
        store.add(table);
        List<RelationEntry> parents = parents(statement.inhRelations());
        if (statement.partbound() != null) {
            table.bound = statement.partbound();
            checkIsPartitioned(parents.get(0));
        }
        for (RelationEntry parent : parents) {
            link(table, parent);
            inheritColumns(table, parent);
        }
        if (statement.ofTypename() != null) {
            ofType(table, statement);
        }
        List<Constraint> own = new ArrayList<>();
        List<ColumnDef> definitions = addColumns(table, statement.tableElts(), own);
        own.addAll(ConstraintNodes.merged(statement.constraints()));
        for (ColumnDef definition : definitions) {
            columns.finish(table, folding.column(table, definition.colname()), definition);
        }
        if (statement.partspec() != null) {
            partitionBy(table, statement.partspec());
        }
        addConstraints(table, parents, own, definitions);
        likes.finish(table, statement.tableElts());
        for (Constraint constraint : own) {
            if (constraint.contype() == ConstrType.CONSTR_FOREIGN) {
                constraints.add(table, constraint);
            }
        }
        return table;
    }

    private List<RelationEntry> parents(List<Node> names) {
        List<RelationEntry> parents = new ArrayList<>();
        for (Node node : names) {
            if (node instanceof RangeVar name) {
                parents.add(folding.table(name));
            }
        }
        return parents;
    }

    private static void checkIsPartitioned(RelationEntry parent) {
        if (parent.strategy == null) {
            throw Refusal.refused(parent.name.name(), "\"" + parent.name.name() + "\" is not partitioned");
        }
    }

    void link(RelationEntry table, RelationEntry parent) {
        store.touch(table).parents.add(parent.oid);
        store.touch(parent).children.add(table.oid);
        List<Dependency> dependencies = new ArrayList<>(table.dependencies);
        dependencies.add(table.isPartition() ? Dependency.auto(parent.oid, 0) : Dependency.normal(parent.oid, 0));
        store.setDependencies(table, dependencies);
    }

    private void inheritColumns(RelationEntry table, RelationEntry parent) {
        for (ColumnEntry inherited : parent.columns) {
            ColumnEntry same = table.column(inherited.name);
            if (same != null) {
                same.inherited++;
                same.notNull |= inherited.notNull;
                continue;
            }
            ColumnEntry column = inherited.copy(table.nextColumn++);
            column.inherited = 1;
            column.local = false;
            column.comment = null;
            column.identitySequence = 0;
            column.settings = inheritedSettings(inherited);
            table.columns.add(column);
            columns.dependOnType(table, column);
        }
        for (ColumnEntry inherited : parent.columns) {
            ColumnEntry column = table.column(inherited.name);
            if (column != null && inherited.expression != null) {
                columns.setDefault(
                        table, column, Indexes.renumbered(inherited.expression, Indexes.numbers(parent, table)));
            }
        }
    }

    /** Storage and compression are inherited, statistics targets and options are not. */
    private static ColumnSettings inheritedSettings(ColumnEntry column) {
        return column.settings.storage() == null && column.settings.compression() == null
                ? ColumnSettings.NONE
                : new ColumnSettings(
                        column.settings.storage(),
                        column.settings.compression(),
                        null,
                        new TreeMap<>(),
                        new TreeMap<>());
    }

    private void ofType(RelationEntry table, CreateStmt statement) {
        List<String> parts =
                Nodes.names(Objects.requireNonNull(statement.ofTypename()).names());
        if (!(store.get(folding.scope().findType(parts)) instanceof RelationEntry type)) {
            throw Refusal.missing(Scope.written(parts), "type \"" + Scope.written(parts) + "\" does not exist");
        }
        table.ofType = type.oid;
        for (ColumnEntry attribute : type.columns) {
            ColumnEntry column = attribute.copy(table.nextColumn++);
            column.comment = null;
            table.columns.add(column);
            columns.dependOnType(table, column);
        }
        List<Dependency> dependencies = new ArrayList<>(table.dependencies);
        dependencies.add(Dependency.normal(type.oid));
        store.setDependencies(table, dependencies);
    }

    /** Adds the table's own columns; one that is inherited, too, is merged with that. */
    private List<ColumnDef> addColumns(RelationEntry table, List<Node> elements, List<Constraint> own) {
        List<ColumnDef> definitions = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Node element : elements) {
            if (element instanceof ColumnDef definition) {
                String name = Scope.text(definition.colname());
                if (seen.contains(name)) {
                    throw Refusal.duplicate(name, "column \"" + name + "\" specified more than once");
                }
                seen.add(name);
                addColumn(table, definition);
                definitions.add(definition);
                own.addAll(Columns.tableConstraints(definition));
            } else if (element instanceof TableLikeClause like) {
                likes.addColumns(table, like);
            }
        }
        List<Node> loose = new ArrayList<>();
        for (Node element : elements) {
            if (element instanceof Constraint) {
                loose.add(element);
            }
        }
        own.addAll(ConstraintNodes.merged(loose));
        return definitions;
    }

    private void addColumn(RelationEntry table, ColumnDef definition) {
        ColumnEntry existing = table.column(Scope.text(definition.colname()));
        if (existing == null) {
            if (table.isPartition()) {
                throw Refusal.missing(
                        Scope.text(definition.colname()), "column \"" + definition.colname() + "\" does not exist");
            }
            columns.dependOnType(table, columns.start(table, definition));
        } else if (table.isPartition() || table.ofType != 0 || existing.inherited > 0) {
            existing.local = !table.isPartition();
        } else {
            throw Refusal.duplicate(existing.name, "column \"" + existing.name + "\" specified more than once");
        }
    }

    private void partitionBy(RelationEntry table, PartitionSpec specification) {
        table.kind = Kind.PARTITIONED;
        table.strategy = switch (specification.strategy()) {
            case PARTITION_STRATEGY_LIST -> Partitioning.Strategy.LIST;
            case PARTITION_STRATEGY_RANGE -> Partitioning.Strategy.RANGE;
            case PARTITION_STRATEGY_HASH -> Partitioning.Strategy.HASH;
        };
        List<IndexKey> keys = new ArrayList<>();
        List<Dependency> dependencies = new ArrayList<>(table.dependencies);
        for (Node node : specification.partParams()) {
            if (node instanceof PartitionElem element) {
                keys.add(partitionKey(table, element));
            }
        }
        for (IndexKey key : keys) {
            if (key.expression() != null) {
                dependencies.addAll(Binder.dependencies(key.expression(), table.oid, 0, Dependency.Strength.INTERNAL));
            }
        }
        table.partitionKeys = keys;
        store.setDependencies(table, dependencies);
    }

    private IndexKey partitionKey(RelationEntry table, PartitionElem element) {
        String collation = Collations.qualified(store, element.collation());
        List<String> parts = Nodes.names(element.opclass());
        String operatorClass =
                parts.isEmpty() ? null : dev.pgwright.sql.Identifiers.quoteIdentifier(Scope.nameOf(parts));
        if (element.name() != null) {
            ColumnEntry column = table.column(element.name());
            if (column == null) {
                throw Refusal.missing(
                        element.name(), "column \"" + element.name() + "\" named in partition key does not exist");
            }
            return new IndexKey(column.number, null, collation, operatorClass, false, false);
        }
        Expression expression = element.expr() == null ? null : folding.binder.ofRelation(element.expr(), table);
        return new IndexKey(0, expression, collation, operatorClass, false, false);
    }

    private void addConstraints(
            RelationEntry table, List<RelationEntry> parents, List<Constraint> own, List<ColumnDef> definitions) {
        for (RelationEntry parent : parents) {
            constraints.inherit(parent, table);
        }
        for (Constraint constraint : own) {
            if (constraint.contype() == ConstrType.CONSTR_CHECK) {
                constraints.add(table, constraint);
            }
        }
        for (Constraint constraint : own) {
            if (constraint.contype() == ConstrType.CONSTR_NOTNULL) {
                constraints.add(table, constraint);
            }
        }
        for (ColumnDef definition : definitions) {
            ColumnEntry column = folding.column(table, definition.colname());
            if (column.notNull && constraints.notNull().of(table, column.number) == null) {
                constraints.notNull().set(table, column.number);
            }
        }
        if (table.isPartition()) {
            constraints.inheritAsPartition(parents.get(0), table);
            triggers.toPartition(parents.get(0), table);
        }
        List<Constraint> keys = new ArrayList<>();
        for (Constraint constraint : own) {
            switch (constraint.contype()) {
                case CONSTR_PRIMARY, CONSTR_UNIQUE, CONSTR_EXCLUSION -> keys.add(constraint);
                default -> {
                    // checks are there, foreign keys come last
                }
            }
        }
        KeyOrder.of(keys, table.name.name()).forEach(key -> constraints.add(table, key));
    }
}
