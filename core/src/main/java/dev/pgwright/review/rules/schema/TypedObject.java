package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.TypeNames;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.TableColumn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has a type that its author chose: a column, or a domain in place of all columns that have it.
 *
 * @param name as messages say it
 * @param column null for a domain
 */
record TypedObject(
        SchemaObject object,
        String name,
        FormattedType type,
        @Nullable TableColumn column) {
    /** Those of a schema; a foreign table's columns have the types that the other server gives them. */
    static List<TypedObject> in(SchemaContext schema) {
        return Stream.concat(
                        schema.columns().stream()
                                .filter(column -> column.table().settings().foreign() == null)
                                .map(column -> new TypedObject(
                                        column.object(),
                                        column.name(),
                                        FormattedType.of(column.column().type()),
                                        column)),
                        schema.catalog().domains().stream()
                                .map(domain -> new TypedObject(
                                        SchemaObject.type(domain.name()),
                                        SchemaContext.shown(domain.name()),
                                        FormattedType.of(domain.baseType()),
                                        null)))
                .toList();
    }

    /** The type as people write it. */
    String typeName() {
        String modifiers = type.modifiers().isEmpty()
                ? ""
                : type.modifiers().stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        return TypeNames.brief(type.base() + modifiers) + (type.array() ? "[]" : "");
    }
}
