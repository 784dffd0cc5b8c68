package dev.pgwright.catalog.print;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as people write them, instead of the SQL standard's long names that PostgreSQL deparses to. */
public final class TypeNames {
    private static final Map<String, String> SHORT = Map.of(
            "timestamp with time zone", "timestamptz",
            "timestamp without time zone", "timestamp",
            "time with time zone", "timetz",
            "time without time zone", "time",
            "character varying", "varchar",
            "character", "char",
            "bit varying", "varbit");
    private static final Pattern WITH_PRECISION =
            Pattern.compile("(timestamp|time)(\\(\\d+\\)) (with|without) time zone(.*)");
    private static final Pattern WITH_TAIL = Pattern.compile("([a-z ]+?)((?:\\(.*)?(?:\\[\\])*)");

    private TypeNames() {}

    /** For example {@code timestamptz(3)} for {@code timestamp(3) with time zone}; types of schema public without it. */
    public static String shortForm(String type) {
        String name = type.startsWith("public.") ? type.substring("public.".length()) : type;
        Matcher precise = WITH_PRECISION.matcher(name);
        if (precise.matches()) {
            String tz = precise.group(3).equals("with") ? "tz" : "";
            return precise.group(1) + tz + precise.group(2) + precise.group(4);
        }
        Matcher parts = WITH_TAIL.matcher(name);
        if (parts.matches()) {
            String known = SHORT.get(parts.group(1));
            return known == null ? name : known + parts.group(2);
        }
        return name;
    }
}
