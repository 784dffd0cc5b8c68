package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SerialTypes;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type as far as the stored values depend on it.
 *
 * @param base PostgreSQL's internal name ({@code int4}), or schema and name; of a domain that of what it is over
 * @param modifiers its own or its domain's
 * @param constrained a domain with constraints of its own or below it
 * @param domain the domain it is
 */
record TypeShape(
        String base,
        List<Integer> modifiers,
        boolean array,
        boolean constrained,
        @Nullable QualifiedName domain) {
    /** The type that SQL names. */
    static TypeShape of(TypeName type, Relations relations) {
        return of(WrittenType.of(type, relations));
    }

    /** The type that format_type prints. */
    static Optional<TypeShape> of(String type, Relations relations) {
        return WrittenType.of(type, relations).map(TypeShape::of);
    }

    private static TypeShape of(WrittenType type) {
        WrittenType.Domain domain = type.domain();
        if (domain == null) {
            String integer = SerialTypes.integer(List.of(type.name()));
            return new TypeShape(integer == null ? type.name() : integer, type.modifiers(), type.array(), false, null);
        }
        TypeShape base = of(domain.base());
        if (type.array()) {
            // an array of a domain is an array, whose elements are not looked at
            return new TypeShape(type.name(), base.modifiers, true, false, null);
        }
        boolean constrained = base.constrained
                || domain.type().notNull()
                || !domain.type().checks().isEmpty();
        return new TypeShape(
                base.base,
                base.modifiers,
                base.array,
                constrained,
                domain.type().name());
    }
}
