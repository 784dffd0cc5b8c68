package dev.pgwright.review;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.CatalogComparison.Difference;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.ObjectComment;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was done to a database past its migrations. Only the schemas in which they make something are compared, and none of
 * what others do there rightly: partitions come and go, administrators install extensions and give privileges, and migration
 * tools keep their account.
 */
public final class SchemaDrift {
    /** The order of columns cannot be put right; what an index or view is filled with is no definition. */
    private static final Set<String> PASSING = Set.of("valid", "populated");

    private final Set<String> schemas;
    private final Set<QualifiedName> partitions;
    private final Set<String> extensions;
    private final Set<Object> objects;

    private SchemaDrift(Catalog applied, Catalog live) {
        this.schemas =
                new HashSet<>(applied.schemas().stream().map(Schema::name).toList());
        schemas.add(Schema.PUBLIC);
        this.extensions = applied.extensions().stream().map(Extension::name).collect(Collectors.toSet());
        this.objects = new HashSet<>(
                applied.objects().stream().map(DefinedObject::reference).toList());
        objects.addAll(applied.comments().stream().map(ObjectComment::object).toList());
        this.partitions = new HashSet<>(partitions(applied));
        partitions.retainAll(partitions(live));
    }

    private static Set<QualifiedName> partitions(Catalog catalog) {
        return catalog.tables().stream()
                .filter(table -> table.partitionOf() != null)
                .map(Table::name)
                .collect(Collectors.toSet());
    }

    /**
     * How a database differs from what its applied migrations make of an empty one.
     *
     * @param applied what they make, the expected one
     * @param live what the database has
     */
    public static List<Difference> of(Catalog applied, Catalog live) {
        SchemaDrift drift = new SchemaDrift(applied, live);
        return CatalogComparison.of(drift.judged(applied), drift.judged(live)).stream()
                .filter(SchemaDrift::matters)
                .toList();
    }

    private static boolean matters(Difference difference) {
        String property = difference.property();
        boolean order = difference.object().startsWith("table ") && "columns".equals(property);
        return property == null || !(order || PASSING.contains(property));
    }

    private Catalog judged(Catalog catalog) {
        return new Catalog(
                catalog.schemas().stream()
                        .filter(schema -> schemas.contains(schema.name()))
                        .toList(),
                catalog.extensions().stream()
                        .filter(extension -> extensions.contains(extension.name()))
                        .toList(),
                here(catalog.enums(), type -> type.name()),
                here(catalog.domains(), type -> type.name()),
                here(catalog.composites(), type -> type.name()),
                here(catalog.ranges(), type -> type.name()),
                here(catalog.sequences(), Sequence::name).stream()
                        .filter(sequence -> sequence.ownedBy() == null
                                || SchemaContext.isJudged(sequence.ownedBy().relation()))
                        .toList(),
                here(catalog.tables(), Table::name).stream()
                        .filter(table -> SchemaContext.isJudged(table.name())
                                && (table.partitionOf() == null || partitions.contains(table.name())))
                        .toList(),
                here(catalog.views(), view -> view.name()),
                here(catalog.routines(), routine -> routine.name()),
                catalog.objects().stream()
                        .filter(object -> objects.contains(object.reference()) || isHere(object))
                        .toList(),
                Access.NONE,
                catalog.comments().stream()
                        .filter(comment -> objects.contains(comment.object()))
                        .toList(),
                List.of(),
                List.of());
    }

    private <T> List<T> here(List<T> all, Function<T, QualifiedName> name) {
        return all.stream()
                .filter(one -> schemas.contains(name.apply(one).schema()))
                .toList();
    }

    /** Whether it is in one of the schemas; many kinds are in none. */
    private boolean isHere(DefinedObject object) {
        return schemas.stream()
                .anyMatch(schema -> object.identity().startsWith(Identifiers.quoteIdentifier(schema) + "."));
    }
}
