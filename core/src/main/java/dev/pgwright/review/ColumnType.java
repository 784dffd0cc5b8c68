package dev.pgwright.review;

import dev.pgwright.catalog.TypeNames;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.WrittenType;
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
    public ColumnType {
        modifiers = List.copyOf(modifiers);
    }

    /** The type that a statement names. */
    public static ColumnType of(TypeName type, SchemaState state) {
        return of(WrittenType.of(type, state));
    }

    /** The type as a catalog names it; empty for what does not parse. */
    public static Optional<ColumnType> of(String type, SchemaState state) {
        return WrittenType.of(type, state).map(ColumnType::of);
    }

    private static ColumnType of(WrittenType type) {
        WrittenType.Domain domain = type.domain();
        if (domain == null) {
            return new ColumnType(type.name(), type.modifiers(), type.array());
        }
        ColumnType below = of(domain.base());
        return new ColumnType(below.base, below.modifiers, type.array() || below.array);
    }

    /** The usual short name: {@code varchar(20)}, {@code numeric(10,2)}, {@code bigint[]}. */
    public String words() {
        String numbers = modifiers.isEmpty()
                ? ""
                : modifiers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        return TypeNames.brief((base.equals("bpchar") ? "char" : base) + numbers + (array ? "[]" : ""));
    }
}
