package dev.pgwright.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A composite type that stands alone, not a table's row.
 *
 * @param attributes in order
 */
public record CompositeType(
        QualifiedName name,
        List<Attribute> attributes,
        @Nullable String comment) {
    public CompositeType {
        attributes = List.copyOf(attributes);
    }

    /**
     * One of its fields.
     *
     * @param type as {@code format_type} gives it
     * @param collation qualified for SQL, null when the type's default
     */
    public record Attribute(
            String name,
            String type,
            @Nullable String collation,
            @Nullable String comment) {}
}
