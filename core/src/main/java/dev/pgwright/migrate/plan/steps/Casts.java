package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.TypeNames;
import java.util.Map;
import java.util.Set;

/**
 * Which changes of a type ALTER COLUMN TYPE makes by itself: those that have an implicit or assignment cast (pg_cast of
 * PostgreSQL 18, castcontext i and a). Between other types USING says how.
 */
final class Casts {
    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision", "money");
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "name");
    private static final Map<String, Set<String>> TIMES = Map.of(
            "date", Set.of("timestamp without time zone", "timestamp with time zone"),
            "timestamp without time zone", Set.of("timestamp with time zone", "date", "time without time zone"),
            "timestamp with time zone",
                    Set.of("timestamp without time zone", "date", "time without time zone", "time with time zone"),
            "time without time zone", Set.of("time with time zone", "interval"),
            "time with time zone", Set.of("time without time zone"),
            "interval", Set.of("time without time zone"),
            "json", Set.of("jsonb"),
            "jsonb", Set.of("json"));

    private Casts() {}

    static boolean byAssignment(String from, String to) {
        String left = base(from);
        String right = base(to);
        boolean array = isArray(from);
        if (array != isArray(to)) {
            return !isArray(to) && TEXTS.contains(right);
        }
        return left.equals(right)
                || (NUMBERS.contains(left) && NUMBERS.contains(right) && !(isMoney(left) || isMoney(right)))
                // every type has an assignment cast to the string types
                || TEXTS.contains(right)
                || TIMES.getOrDefault(left, Set.of()).contains(right);
    }

    /** Numbers are no points in time: which one they mean nobody can know. */
    static boolean isKnown(String from, String to) {
        String left = base(from);
        String right = base(to);
        return !(NUMBERS.contains(left) && TIMES.containsKey(right) && !right.startsWith("json"))
                && !(NUMBERS.contains(right) && TIMES.containsKey(left) && !left.startsWith("json"));
    }

    private static boolean isMoney(String type) {
        return type.equals("money");
    }

    private static boolean isArray(String type) {
        return type.endsWith("[]");
    }

    /** Without length and precision. */
    private static String base(String type) {
        return TypeNames.canonical(type).replace("[]", "").replaceFirst("\\([^)]*\\)", "");
    }

    /** By way of text where there may be no cast. */
    static String expression(String column, String from, String to) {
        String left = base(from);
        String right = base(to);
        // types of users have a cast from text only
        boolean plain = NUMBERS.contains(right) || right.equals("boolean") || TEXTS.contains(right);
        boolean castable = TEXTS.contains(left) || (plain && (NUMBERS.contains(left) || left.equals("boolean")));
        return castable && !isArray(from)
                ? column + "::" + to
                : column + "::text" + (isArray(to) ? "[]" : "") + "::" + to;
    }
}
