package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The relations that exist before a statement, and how they hang together. */
abstract class Relations {
    private final RelationIndexes indexes = new RelationIndexes(this);

    abstract int version();

    abstract Collection<Table> tables();

    abstract Collection<View> views();

    abstract Optional<Sequence> sequence(QualifiedName name);

    /** The query behind a view, its names as {@link #resolve(RangeVar)} takes them. */
    abstract Optional<SelectStmt> query(View view);

    /** The views that read a relation themselves; or one column of it, when one is named. */
    abstract List<QualifiedName> viewsOn(QualifiedName relation, @Nullable String column);

    /** The tables with a default that draws from a sequence. */
    abstract List<QualifiedName> defaultsOf(QualifiedName sequence);

    /** The columns of tables that are of a type, or an array of it. */
    abstract List<ColumnName> columnsOf(QualifiedName type);

    /** The domains that are over a type themselves, not over an array of it. */
    abstract List<QualifiedName> domainsOver(QualifiedName type);

    /** A type and all domains over it, however many steps away. */
    List<QualifiedName> withDomains(QualifiedName type) {
        Set<QualifiedName> found = new LinkedHashSet<>(List.of(type));
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            for (QualifiedName domain : domainsOver(open.pop())) {
                if (found.add(domain)) {
                    open.push(domain);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The tables that were made of a composite type. */
    abstract List<QualifiedName> tablesOf(QualifiedName type);

    /** The tables and views with a trigger that calls a function of this name. */
    abstract List<QualifiedName> triggersOf(QualifiedName function);

    /** The tables, views, sequences and composite types of a schema. */
    abstract List<QualifiedName> relationsIn(String schema);

    /** The sequences that belong to a table's columns, or to one; but for those of identity columns. */
    abstract List<QualifiedName> ownedSequences(QualifiedName table, @Nullable String column);

    /** The foreign keys that name the table itself. */
    abstract List<Catalog.TableForeignKey> keysTo(QualifiedName name);

    abstract Optional<Table> table(QualifiedName name);

    abstract Optional<View> view(QualifiedName name);

    abstract Optional<DomainType> domain(QualifiedName name);

    abstract Optional<CompositeType> composite(QualifiedName name);

    abstract List<Routine> routines(QualifiedName name);

    /** Whether there is a sequence of this name, an identity column's or another. */
    abstract boolean isSequence(QualifiedName name);

    /** Whether there is a type of this name that a user made. */
    abstract boolean isType(QualifiedName name);

    /** What a name means; where it would be made if there is nothing of that name. */
    abstract QualifiedName resolve(RangeVar name);

    abstract QualifiedName resolve(List<String> parts);

    /** The direct partitions and inheriting tables. */
    abstract List<QualifiedName> directChildren(QualifiedName name);

    /** Whether there may be more than is known here. */
    abstract boolean isIncomplete();

    /** Whether a type of this name may be a domain that is not known here. */
    abstract boolean mayBeUnknownType(QualifiedName name);

    /** The indexes of a table or materialized view, those of constraints and of tables above included. */
    abstract List<RelationIndex> indexesOf(QualifiedName relation);

    abstract Optional<RelationIndex> index(QualifiedName name);

    /** The statement that made a statistics object or publication. */
    abstract Optional<String> definition(DefinedObject.Kind kind, String identity);

    Optional<String> definition(DefinedObject.Kind kind, QualifiedName name) {
        return definition(kind, Identifiers.quoteIdentifier(name.schema(), name.name()));
    }

    RelationIndexes indexes() {
        return indexes;
    }

    /** Whether there is a relation of this name. */
    boolean exists(QualifiedName name) {
        return table(name).isPresent()
                || view(name).isPresent()
                || index(name).isPresent()
                || isSequence(name)
                || composite(name).isPresent();
    }

    /** Whether there is certainly no relation of this name. */
    boolean isMissing(QualifiedName name) {
        return !isIncomplete() && !exists(name);
    }

    /** What it is; a table if there is no such relation. */
    RelationKind kind(QualifiedName name) {
        Optional<Table> table = table(name);
        if (table.isPresent()) {
            if (table.get().settings().foreign() != null) {
                return RelationKind.FOREIGN_TABLE;
            }
            return table.get().partitioning() == null ? RelationKind.TABLE : RelationKind.PARTITIONED_TABLE;
        }
        Optional<View> view = view(name);
        if (view.isPresent()) {
            return view.get().materialized() ? RelationKind.MATERIALIZED_VIEW : RelationKind.VIEW;
        }
        Optional<RelationIndex> index = index(name);
        if (index.isPresent()) {
            return kind(index.get().table()) == RelationKind.PARTITIONED_TABLE
                    ? RelationKind.PARTITIONED_INDEX
                    : RelationKind.INDEX;
        }
        if (isSequence(name)) {
            return RelationKind.SEQUENCE;
        }
        return composite(name).isPresent() ? RelationKind.COMPOSITE_TYPE : RelationKind.TABLE;
    }

    boolean isPartitioned(QualifiedName name) {
        return kind(name) == RelationKind.PARTITIONED_TABLE;
    }

    /** Partitions and inheriting tables, and theirs, parents before children. */
    List<QualifiedName> children(QualifiedName name) {
        Set<QualifiedName> found = new LinkedHashSet<>();
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            for (QualifiedName child : directChildren(open.pop())) {
                if (found.add(child)) {
                    open.push(child);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The table itself and its children. */
    List<QualifiedName> family(QualifiedName name) {
        List<QualifiedName> family = new ArrayList<>(List.of(name));
        family.addAll(children(name));
        return family;
    }

    Optional<QualifiedName> parent(QualifiedName name) {
        return table(name).map(Relations::parentOf);
    }

    static @Nullable QualifiedName parentOf(Table table) {
        return table.partitionOf() == null ? null : table.partitionOf().parent();
    }

    Optional<QualifiedName> defaultPartition(QualifiedName parent) {
        return directChildren(parent).stream()
                .filter(child -> table(child).filter(Table::isDefaultPartition).isPresent())
                .findFirst();
    }

    /** The tables above, nearest first. */
    List<Table> ancestors(QualifiedName name) {
        List<Table> above = new ArrayList<>();
        Optional<QualifiedName> parent = parent(name);
        while (parent.isPresent() && above.size() < 64) {
            Optional<Table> table = table(parent.get());
            table.ifPresent(above::add);
            parent = parent(parent.get());
        }
        return above;
    }

    /** Its foreign keys, and those that it has from tables above. */
    List<Constraint.ForeignKey> foreignKeys(QualifiedName name) {
        List<Constraint.ForeignKey> keys = new ArrayList<>();
        table(name).ifPresent(table -> keys.addAll(table.foreignKeys()));
        ancestors(name).forEach(table -> keys.addAll(table.foreignKeys()));
        return keys;
    }

    /** Foreign keys of other tables, or its own, to this one or to a table above it. */
    List<Catalog.TableForeignKey> foreignKeysTo(QualifiedName name) {
        Set<QualifiedName> names = new LinkedHashSet<>(List.of(name));
        ancestors(name).forEach(table -> names.add(table.name()));
        return names.stream().flatMap(table -> keysTo(table).stream()).toList();
    }

    /** The sequences that belong to its columns; of one column if one is named. */
    List<QualifiedName> sequences(QualifiedName name, @Nullable String column) {
        List<QualifiedName> found = new ArrayList<>(ownedSequences(name, column));
        found.addAll(identitySequences(name, column));
        return found;
    }

    /** The sequences of its identity columns; of one column if one is named. */
    List<QualifiedName> identitySequences(QualifiedName name, @Nullable String column) {
        return table(name)
                .map(table -> table.columns().stream()
                        .filter(each -> column == null || each.name().equals(column))
                        .flatMap(each -> identitySequence(table, each).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<QualifiedName> identitySequence(Table table, Column column) {
        // a partition's identity column draws from the sequence of the table above
        if (column.identity() == null || table.partitionOf() != null) {
            return Optional.empty();
        }
        QualifiedName named = column.identity().sequenceName();
        return Optional.of(
                named != null
                        ? named
                        : QualifiedName.of(
                                table.name().schema(),
                                ObjectNames.of(table.name().name(), column.name(), "seq")));
    }

    Optional<Column> column(QualifiedName table, String column) {
        return table(table).flatMap(found -> found.column(column));
    }
}
