package dev.pgwright.review;

import dev.pgwright.catalog.TypeNames;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.WrittenType;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as far as its values go: of a domain, the type below it.
 *
 * @param base PostgreSQL's internal name, such as {@code int4} or {@code bpchar}; of a user's type, schema and name
 * @param modifiers the numbers in parentheses
 */
public record ColumnType(String base, List<Integer> modifiers, boolean array) {
    /** Names that {@code format_type} prints of PostgreSQL's own types, with the internal ones. */
    private static final Map<String, String> BUILT_IN = Map.ofEntries(
            Map.entry("text", "text"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("boolean", "bool"),
            Map.entry("real", "float4"),
            Map.entry("double precision", "float8"),
            Map.entry("numeric", "numeric"),
            Map.entry("character varying", "varchar"),
            Map.entry("character", "bpchar"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("date", "date"),
            Map.entry("uuid", "uuid"),
            Map.entry("json", "json"),
            Map.entry("jsonb", "jsonb"),
            Map.entry("bytea", "bytea"));

    public ColumnType {
        modifiers = List.copyOf(modifiers);
    }

    /** The type that a statement names. */
    public static ColumnType of(TypeName type, SchemaState state) {
        return of(WrittenType.of(type, state));
    }

    /** The type as a catalog names it; empty for what does not parse. */
    public static Optional<ColumnType> of(String type, SchemaState state) {
        ColumnType builtIn = builtIn(type);
        return builtIn != null ? Optional.of(builtIn) : parsed(type, state);
    }

    /** By PostgreSQL's own parser, which knows every type and takes its time. */
    static Optional<ColumnType> parsed(String type, SchemaState state) {
        return WrittenType.of(type, state).map(ColumnType::of);
    }

    /** One of the types that most columns have, as {@code format_type} prints it; null for others. */
    private static @Nullable ColumnType builtIn(String type) {
        boolean array = type.endsWith("[]");
        String element = array ? type.substring(0, type.length() - 2) : type;
        int open = element.indexOf('(');
        int close = element.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            String name = BUILT_IN.get(element);
            return name == null ? null : new ColumnType(name, List.of(), array);
        }
        String name = BUILT_IN.get(element.substring(0, open) + element.substring(close + 1));
        String numbers = element.substring(open + 1, close);
        boolean plain = numbers.chars().allMatch(c -> Character.isDigit(c) || c == ',');
        return name == null || !plain
                ? null
                : new ColumnType(
                        name,
                        Stream.of(numbers.split(",", -1)).map(Integer::valueOf).toList(),
                        array);
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
