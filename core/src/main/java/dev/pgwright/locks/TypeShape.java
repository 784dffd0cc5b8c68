package dev.pgwright.locks;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final int MOST_DOMAINS = 64;

    /** The names that the parser leaves as they are; it has turned the others into these. */
    private static final Map<String, String> INTERNAL = Map.of(
            "serial", "int4",
            "serial4", "int4",
            "bigserial", "int8",
            "serial8", "int8",
            "smallserial", "int2",
            "serial2", "int2",
            "char", "\"char\"");

    /** The type that SQL names. */
    static TypeShape of(TypeName type, Relations relations) {
        return of(type, relations, 0);
    }

    /** The type that format_type prints. */
    static Optional<TypeShape> of(String type, Relations relations) {
        return named(type).map(name -> of(name, relations, 0));
    }

    private static TypeShape of(TypeName type, Relations relations, int depth) {
        List<String> names = Nodes.names(type.names());
        boolean builtIn = names.size() == 2 && names.get(0).equals("pg_catalog");
        boolean array = !type.arrayBounds().isEmpty();
        List<Integer> modifiers = modifiers(type);
        if (builtIn) {
            return new TypeShape(names.get(1), modifiers, array, false, null);
        }
        QualifiedName resolved = relations.resolve(names);
        Optional<DomainType> domain = relations.domain(resolved);
        if (domain.isPresent()) {
            Optional<TypeName> under = named(domain.get().baseType());
            if (under.isPresent() && depth < MOST_DOMAINS) {
                TypeShape base = of(under.get(), relations, depth + 1);
                boolean constrained = base.constrained
                        || domain.get().notNull()
                        || !domain.get().checks().isEmpty();
                // an array of a domain is an array, whose elements are not looked at
                return new TypeShape(
                        array ? resolved.toString() : base.base,
                        base.modifiers,
                        array || base.array,
                        !array && constrained,
                        array ? null : resolved);
            }
        }
        String last = names.isEmpty() ? "" : names.get(names.size() - 1);
        String base = names.size() == 1 && !relations.isType(resolved)
                ? INTERNAL.getOrDefault(last, last)
                : resolved.toString();
        return new TypeShape(base, modifiers, array, false, null);
    }

    private static Optional<TypeName> named(String type) {
        return Expressions.parse("null::" + type)
                .filter(TypeCast.class::isInstance)
                .map(cast -> ((TypeCast) cast).typeName());
    }

    private static List<Integer> modifiers(TypeName type) {
        List<Integer> numbers = new ArrayList<>();
        for (Node modifier : type.typmods()) {
            if (modifier instanceof A_Const constant && constant.ival() != null) {
                numbers.add(constant.ival().ival());
            }
        }
        if (numbers.size() == 1 && Nodes.names(type.names()).contains("numeric")) {
            numbers.add(0);
        }
        return List.copyOf(numbers);
    }
}
