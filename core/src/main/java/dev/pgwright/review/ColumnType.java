package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A column's type as far as its values go: of a domain, the type below it.
 *
 * @param base PostgreSQL's internal name, such as {@code int4} or {@code bpchar}; of a user's type, schema and name
 * @param modifiers the numbers in parentheses
 */
public record ColumnType(String base, List<Integer> modifiers, boolean array) {
    private static final int MOST_DOMAINS = 64;

    public ColumnType {
        modifiers = List.copyOf(modifiers);
    }

    /** The type that a statement names. */
    public static ColumnType of(TypeName type, SchemaState state) {
        return of(type, state, 0);
    }

    /** The type as a catalog names it; empty for what does not parse. */
    public static Optional<ColumnType> of(String type, SchemaState state) {
        return named(type).map(name -> of(name, state, 0));
    }

    private static ColumnType of(TypeName type, SchemaState state, int depth) {
        List<String> names = Nodes.names(type.names());
        boolean array = !type.arrayBounds().isEmpty();
        if (names.size() == 2 && names.get(0).equals("pg_catalog")) {
            return new ColumnType(names.get(1), modifiers(names.get(1), type), array);
        }
        QualifiedName resolved = state.resolve(names);
        Optional<ColumnType> below = depth >= MOST_DOMAINS
                ? Optional.empty()
                : state.domain(resolved)
                        .flatMap(domain -> named(domain.baseType()))
                        .map(base -> of(base, state, depth + 1));
        if (below.isPresent()) {
            return new ColumnType(below.get().base, below.get().modifiers, array || below.get().array);
        }
        // without a schema and no user's type, it is one of PostgreSQL's or of an extension
        String base = names.size() == 1 && !state.isType(resolved) ? names.get(0) : resolved.toString();
        return new ColumnType(base, modifiers(base, type), array);
    }

    private static List<Integer> modifiers(String base, TypeName type) {
        List<Integer> numbers = Trees.integers(type.typmods());
        return base.equals("numeric") && numbers.size() == 1 ? List.of(numbers.get(0), 0) : numbers;
    }

    private static Optional<TypeName> named(String type) {
        return Expressions.parse("null::" + type)
                .filter(TypeCast.class::isInstance)
                .map(cast -> ((TypeCast) cast).typeName());
    }

    /** The usual short name: {@code varchar(20)}, {@code numeric(10,2)}, {@code bigint[]}. */
    public String words() {
        String numbers = modifiers.isEmpty()
                ? ""
                : modifiers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        return TypeNames.brief((base.equals("bpchar") ? "char" : base) + numbers + (array ? "[]" : ""));
    }
}
