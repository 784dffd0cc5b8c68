package dev.pgwright.locks;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type as SQL or a catalog writes it, and of a domain the types below it.
 *
 * @param name PostgreSQL's internal name, such as {@code int4} or {@code bpchar}, or what stands there without a schema
 *     and is no user's type, such as {@code serial} or an extension's; of a user's type, schema and name
 * @param modifiers the numbers in parentheses
 * @param domain the domain it is, or is an array of, if what that is over is known
 */
public record WrittenType(
        String name,
        List<Integer> modifiers,
        boolean array,
        @Nullable Domain domain) {
    private static final int MOST_DOMAINS = 64;
    private static final int MOST_PARSED = 10_000;

    /** The same few types stand at most columns, and many rules ask for each. */
    private static final Map<String, Optional<TypeName>> PARSED =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<TypeName>> eldest) {
                    return size() > MOST_PARSED;
                }
            });

    public WrittenType {
        modifiers = List.copyOf(modifiers);
    }

    /** A domain and the type that it is over. */
    public record Domain(DomainType type, WrittenType base) {}

    /** The type that a statement names. */
    public static WrittenType of(TypeName type, SchemaState state) {
        return of(type, new FoldedRelations(state));
    }

    /** The type that {@code format_type} prints; empty for what does not parse. */
    public static Optional<WrittenType> of(String type, SchemaState state) {
        return of(type, new FoldedRelations(state));
    }

    static WrittenType of(TypeName type, Relations relations) {
        return of(type, relations, 0);
    }

    static Optional<WrittenType> of(String type, Relations relations) {
        return parsed(type).map(name -> of(name, relations, 0));
    }

    private static WrittenType of(TypeName type, Relations relations, int depth) {
        List<String> names = Nodes.names(type.names());
        boolean array = !type.arrayBounds().isEmpty();
        if (names.size() == 2 && names.get(0).equals("pg_catalog")) {
            return new WrittenType(names.get(1), modifiers(names.get(1), type), array, null);
        }
        QualifiedName resolved = relations.resolve(names);
        // without a schema and no user's type, it is one of PostgreSQL's or of an extension
        String name = names.size() == 1 && !relations.isType(resolved) ? names.get(0) : resolved.toString();
        Domain domain = depth >= MOST_DOMAINS
                ? null
                : relations
                        .domain(resolved)
                        .flatMap(found ->
                                parsed(found.baseType()).map(base -> new Domain(found, of(base, relations, depth + 1))))
                        .orElse(null);
        return new WrittenType(name, modifiers(name, type), array, domain);
    }

    private static Optional<TypeName> parsed(String type) {
        Optional<TypeName> known = PARSED.get(type);
        if (known == null) {
            known = parse(type);
            PARSED.put(type, known);
        }
        return known;
    }

    private static Optional<TypeName> parse(String type) {
        return Expressions.parse("null::" + type)
                .filter(TypeCast.class::isInstance)
                .map(cast -> ((TypeCast) cast).typeName());
    }

    private static List<Integer> modifiers(String name, TypeName type) {
        List<Integer> numbers = new ArrayList<>();
        for (Node modifier : type.typmods()) {
            if (modifier instanceof A_Const constant && constant.ival() != null) {
                numbers.add(constant.ival().ival());
            }
        }
        if (numbers.size() == 1 && name.equals("numeric")) {
            numbers.add(0);
        }
        return numbers;
    }
}
