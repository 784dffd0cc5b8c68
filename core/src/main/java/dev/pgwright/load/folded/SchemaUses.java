package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who uses an object, looked up by the dependencies that the fold keeps; all lists are in order of name, and empty for an
 * object that the fold does not know.
 */
public final class SchemaUses {
    private final Store store;

    SchemaUses(Store store) {
        this.store = store;
    }

    /** The views and materialized views whose queries name a relation; or that need one column of it, when one is named. */
    public List<QualifiedName> viewsOn(QualifiedName relation, @Nullable String column) {
        if (!(relation(relation) instanceof RelationEntry entry)) {
            return List.of();
        }
        ColumnEntry named = column == null ? null : entry.column(column);
        if (column != null && named == null) {
            return List.of();
        }
        return users(
                entry.oid,
                (view, dependency) -> Dropper.isView(view) && (named == null || dependency.column() == named.number));
    }

    /** The sequences that belong to a table's columns, or to one of them; not those of identity columns. */
    public List<QualifiedName> sequencesOf(QualifiedName table, @Nullable String column) {
        if (!(relation(table) instanceof RelationEntry owner)) {
            return List.of();
        }
        return store.dependentsOf(owner.oid).stream()
                .filter(entry -> entry instanceof SequenceEntry sequence
                        && sequence.owner == owner.oid
                        && !sequence.internal
                        && (column == null
                                || owner.columnName(sequence.ownerColumn).equals(column)))
                .map(entry -> entry.name)
                .sorted()
                .toList();
    }

    /** The tables with a default that draws from a sequence. */
    public List<QualifiedName> defaultsOf(QualifiedName sequence) {
        return relation(sequence) instanceof SequenceEntry entry
                ? users(entry.oid, (table, dependency) -> table.kind.isTable() && dependency.own() < 0)
                : List.of();
    }

    /** The columns of tables that are of a type or an array of it. */
    public List<ColumnName> columnsOf(QualifiedName type) {
        int oid = store.typeNames().getOrDefault(type, 0);
        return tablesOver(oid)
                .flatMap(table -> table.columns.stream()
                        .filter(column -> column.type.object() == oid)
                        .map(column -> new ColumnName(table.name, column.name)))
                .toList();
    }

    /** The domains that are over a type themselves; those over an array of it are not. */
    public List<QualifiedName> domainsOver(QualifiedName type) {
        int oid = store.typeNames().getOrDefault(type, 0);
        return oid == 0
                ? List.of()
                : store.dependentsOf(oid).stream()
                        .filter(entry -> entry instanceof TypeEntry domain
                                && domain.kind == TypeEntry.Kind.DOMAIN
                                && domain.base.object() == oid
                                && !domain.base.array())
                        .map(entry -> entry.name)
                        .sorted()
                        .toList();
    }

    /** The tables that were made of a composite type. */
    public List<QualifiedName> tablesOf(QualifiedName type) {
        int oid = store.typeNames().getOrDefault(type, 0);
        return tablesOver(oid)
                .filter(table -> table.ofType == oid)
                .map(table -> table.name)
                .toList();
    }

    /** The tables and views with a trigger that calls a function of this name. */
    public List<QualifiedName> triggersOf(QualifiedName function) {
        return store.routineNames().getOrDefault(function, List.of()).stream()
                .flatMap(oid -> store.dependentsOf(oid).stream())
                .filter(entry -> entry instanceof PartEntry part && part.kind == PartEntry.Kind.TRIGGER)
                .map(entry -> store.relation(entry.owner).name)
                .distinct()
                .sorted()
                .toList();
    }

    private @Nullable Entry relation(QualifiedName name) {
        return store.get(store.relationNames().getOrDefault(name, 0));
    }

    private List<QualifiedName> users(int oid, BiPredicate<RelationEntry, Dependency> isUse) {
        return store.dependentsOf(oid).stream()
                .filter(entry -> entry instanceof RelationEntry relation
                        && relation.dependencies.stream()
                                .anyMatch(dependency -> dependency.object() == oid && isUse.test(relation, dependency)))
                .map(entry -> entry.name)
                .sorted()
                .toList();
    }

    private Stream<RelationEntry> tablesOver(int type) {
        return type == 0
                ? Stream.of()
                : store.dependentsOf(type).stream()
                        .filter(entry -> entry instanceof RelationEntry relation
                                && relation.kind.isTable()
                                && !relation.isTemporary())
                        .map(entry -> (RelationEntry) entry)
                        .sorted((one, other) -> one.name.compareTo(other.name));
    }
}
