package dev.pgwright.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enumerated type.
 *
 * @param values in sort order
 */
public record EnumType(
        QualifiedName name, List<String> values, @Nullable String comment) {
    public EnumType {
        values = List.copyOf(values);
    }
}
