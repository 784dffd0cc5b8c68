package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.TypeName;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How PL/pgSQL turns a value into the type of a variable: as an assignment does where there is such a cast, and through its text
 * where there is none (COERCION_PLPGSQL in find_coercion_pathway of PostgreSQL 18's parse_coerce.c).
 */
public enum PlpgsqlCast {
    /** As it is, or by a cast that assignments make. */
    FITS,
    /** A number loses its fraction. */
    ROUNDS,
    /** A text is read as a value of the type. */
    FROM_TEXT,
    /** Through the text of another type, which may be one of the type. */
    THROUGH_TEXT,
    /** Through a text that is none of the type, whatever the value. */
    NEVER,
    NOT_KNOWN;

    private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
    private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");

    /** By what they are as texts: no value of the one can be read as one of the others. */
    private static final Map<String, Set<String>> FOREIGN = Map.of(
            "bool", Set.of("number", "time", "interval", "uuid"),
            "time", Set.of("number", "bool", "uuid"),
            "interval", Set.of("number", "bool", "uuid", "time"),
            "uuid", Set.of("number", "bool", "time", "interval"),
            "number", Set.of("uuid"));

    /** What happens to a value of a type that a variable of another gets. */
    public static PlpgsqlCast of(SchemaState state, ValueType value, TypeName variable) {
        Folding folding = state.folding();
        TypeRules rules = new TypeRules(folding);
        TypeRef from = source(folding, value);
        TypeRef to;
        try {
            to = folding.types.resolve(variable);
        } catch (Refusal missing) {
            return NOT_KNOWN;
        }
        if (from == null || !rules.isKnown(from) || !rules.isKnown(to) || isOpen(from) || isOpen(to)) {
            return NOT_KNOWN;
        }
        if (rules.coerces(from, to, 'a')) {
            return isFraction(value) && to.object() == 0 && !to.array() && INTEGERS.contains(to.name()) ? ROUNDS : FITS;
        }
        if (folding.unknowns.mayHaveOthers() && (from.object() != 0 || to.object() != 0)) {
            return NOT_KNOWN;
        }
        if (rules.category(from) == 'S' || value.is("unknown")) {
            return FROM_TEXT;
        }
        boolean builtin = from.object() == 0 && to.object() == 0 && !from.array() && !to.array();
        return builtin && FOREIGN.getOrDefault(family(from.name()), Set.of()).contains(family(to.name()))
                ? NEVER
                : THROUGH_TEXT;
    }

    /** Whether a type has no columns, and is known. */
    public static boolean isOfOneValue(SchemaState state, TypeName type) {
        TypeRules rules = new TypeRules(state.folding());
        try {
            TypeRef known = state.folding().types.resolve(type);
            return rules.isKnown(known) && !isOpen(known) && rules.category(known) != 'C';
        } catch (Refusal missing) {
            return false;
        }
    }

    /** Whether a value is of a type itself, but for length and precision; true as well where that is not known. */
    public static boolean isSame(SchemaState state, ValueType value, TypeName type) {
        Folding folding = state.folding();
        TypeRules rules = new TypeRules(folding);
        TypeRef from = source(folding, value.is("unknown") ? ValueType.TEXT : value);
        TypeRef to;
        try {
            to = folding.types.resolve(type);
        } catch (Refusal missing) {
            return true;
        }
        return from == null
                || !rules.isKnown(from)
                || !rules.isKnown(to)
                || isOpen(from)
                || isOpen(to)
                || from.withModifier("").equals(to.withModifier(""));
    }

    /** A type as messages show it; empty where there is none of the name. */
    public static String shown(SchemaState state, TypeName type) {
        try {
            return state.folding().types.shown(state.folding().types.resolve(type));
        } catch (Refusal missing) {
            return "";
        }
    }

    static @Nullable TypeRef source(Folding folding, ValueType value) {
        TypeRef plain;
        if (value.made() == null) {
            plain = TypeRef.builtin(value.name());
        } else {
            int made = folding.store.typeNames().getOrDefault(value.made(), 0);
            if (made == 0) {
                return null;
            }
            plain = TypeRef.made(made, value.name());
        }
        return value.array() ? plain.asArray() : plain;
    }

    private static boolean isOpen(TypeRef type) {
        return TypeRules.isPolymorphic(type)
                || type.is("record")
                || type.is("void")
                || type.is("trigger")
                || type.is("any");
    }

    /** Whether it is declared to have digits behind the point. */
    private static boolean isFraction(ValueType value) {
        return value.is("numeric")
                && value.text().contains(",")
                && !value.text().contains(",0)");
    }

    private static String family(String type) {
        if (INTEGERS.contains(type) || Set.of("numeric", "float4", "float8").contains(type)) {
            return "number";
        }
        return TIMES.contains(type) ? "time" : type;
    }
}
