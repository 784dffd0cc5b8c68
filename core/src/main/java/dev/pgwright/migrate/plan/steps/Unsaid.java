package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ObjectComment;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a wanted schema says nothing about, and which therefore stays as it is. */
public final class Unsaid {
    private static final Set<String> OF_THE_DATABASE = Set.of("setting of a role or database", "large object");

    private Unsaid() {}

    /**
     * A schema without what belongs to the database as a whole, which no plan changes: privileges on it, its comment and
     * settings, and large objects.
     */
    public static Catalog withoutDatabase(Catalog catalog) {
        return catalog.withNotModelled(catalog.notModelled().stream()
                .filter(object -> !object.name().startsWith("database ") && !OF_THE_DATABASE.contains(object.kind()))
                .toList());
    }

    /**
     * The wanted schema with owners and privileges of the present one, where it names none at all: files and DBML mostly
     * leave them to the database. Those of objects that are no longer there are gone.
     *
     * @param from the schema as it is, after all renames
     */
    public static Catalog accessOf(Catalog from, Catalog to) {
        if (!to.access().equals(Access.NONE) || from.access().equals(Access.NONE)) {
            return to;
        }
        Units there = Units.of(to);
        Access all = from.access();
        List<Access.Owner> owners =
                all.owners().stream().filter(owner -> there.has(owner.object())).toList();
        List<Access.Grant> grants = all.grants().stream()
                .filter(grant -> there.has(grant.object()))
                .filter(grant -> grant.column() == null || hasColumn(to, grant.object(), grant.column()))
                .toList();
        List<Access.DefaultPrivileges> defaults = all.defaults().stream()
                .filter(one -> one.schema() == null
                        || one.schema().equals(Schema.PUBLIC)
                        || there.get(Units.schema(one.schema())) != null)
                .toList();
        return to.withAccess(new Access(all.roles(), owners, grants, defaults));
    }

    private static boolean hasColumn(Catalog catalog, ObjectReference relation, String column) {
        return catalog.tables().stream()
                        .filter(table -> SingleDdl.name(table.name()).equals(relation.identity()))
                        .flatMap(table -> table.columns().stream())
                        .anyMatch(one -> one.name().equals(column))
                || catalog.views().stream()
                        .anyMatch(view -> SingleDdl.name(view.name()).equals(relation.identity()));
    }

    /**
     * The wanted schema with those tables of the present one that are none of its business, such as the account of a migration
     * tool; with what belongs to them.
     *
     * @param others which tables; those that the wanted schema has itself are left to it
     */
    public static Catalog tablesOf(Catalog from, Catalog to, Predicate<Table> others) {
        Set<QualifiedName> own = new TreeSet<>();
        to.tables().forEach(table -> own.add(table.name()));
        List<Table> kept = from.tables().stream()
                .filter(table -> !own.contains(table.name()) && others.test(table))
                .toList();
        if (kept.isEmpty()) {
            return to;
        }
        Set<QualifiedName> names = new TreeSet<>();
        kept.forEach(table -> names.add(table.name()));
        List<Sequence> sequences = from.sequences().stream()
                .filter(sequence -> sequence.ownedBy() != null
                        && names.contains(sequence.ownedBy().relation()))
                .toList();
        Set<String> texts = new TreeSet<>();
        kept.forEach(table -> table.constraints()
                .forEach(constraint ->
                        texts.add(SingleDdl.name(QualifiedName.of(table.name().schema(), constraint.name())))));
        List<ObjectComment> comments = from.comments().stream()
                .filter(comment -> comment.object().kind().equals("INDEX")
                        && texts.contains(comment.object().identity()))
                .toList();
        List<Schema> schemas = from.schemas().stream()
                .filter(schema -> names.stream().anyMatch(name -> name.schema().equals(schema.name())))
                .filter(schema ->
                        to.schemas().stream().noneMatch(given -> given.name().equals(schema.name())))
                .toList();
        return new Catalog(
                both(to.schemas(), schemas),
                to.extensions(),
                to.enums(),
                to.domains(),
                to.composites(),
                to.ranges(),
                both(to.sequences(), sequences),
                both(to.tables(), kept),
                to.views(),
                to.routines(),
                to.objects(),
                to.access(),
                both(to.comments(), comments),
                to.labels(),
                to.notModelled());
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
