package dev.pgwright.catalog;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The several names of PostgreSQL's own types (documentation of 18, "Data Types", table 8.1). */
public final class TypeNames {
    private static final Pattern PARTS =
            Pattern.compile("([a-z][a-z0-9 ]*?)\\s*(\\([^)]*\\))?( with(?:out)? time zone)?" + "((?:\\s*\\[\\d*\\])*)");

    private static final Map<String, String> FULL = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bool", "boolean"),
            Map.entry("float", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("varchar", "character varying"),
            Map.entry("char varying", "character varying"),
            Map.entry("char", "character"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("time", "time without time zone"));

    private static final Map<String, String> SHORT = Map.of(
            "character varying", "varchar",
            "character", "char",
            "bit varying", "varbit",
            "timestamp with time zone", "timestamptz",
            "timestamp without time zone", "timestamp",
            "time with time zone", "timetz",
            "time without time zone", "time");

    private TypeNames() {}

    /** A type's name as {@code format_type} gives it, from any of its names; another type's name is left as it is. */
    public static String canonical(String type) {
        Matcher parts = PARTS.matcher(type);
        if (!parts.matches()) {
            return type;
        }
        String zone = orEmpty(parts.group(3));
        String base = parts.group(1).replaceAll("\\s+", " ");
        String full = zone.isEmpty() ? FULL.getOrDefault(base, base) : base + zone;
        String modifier = orEmpty(parts.group(2)).replaceAll("\\s+", "");
        if (full.equals("character") && modifier.isEmpty()) {
            modifier = "(1)";
        } else if (full.equals("numeric") && modifier.matches("\\(\\d+\\)")) {
            modifier = modifier.replace(")", ",0)");
        }
        return withModifier(full, modifier) + arrays(parts);
    }

    /** The shortest usual name of a type, for people: {@code timestamptz(3)}, {@code varchar(20)[]}. */
    public static String brief(String type) {
        String canonical = canonical(type);
        Matcher parts = PARTS.matcher(canonical);
        if (!parts.matches()) {
            return canonical;
        }
        String full = parts.group(1) + orEmpty(parts.group(3));
        String brief = SHORT.getOrDefault(full, full);
        String modifier = orEmpty(parts.group(2));
        boolean plainCharacter = full.equals("character") && modifier.equals("(1)");
        return withModifier(brief, plainCharacter ? "" : modifier) + arrays(parts);
    }

    /** PostgreSQL writes a precision before {@code with time zone}. */
    private static String withModifier(String name, String modifier) {
        int zone = name.indexOf(" with");
        return zone < 0 ? name + modifier : name.substring(0, zone) + modifier + name.substring(zone);
    }

    /** Dimensions and their sizes mean nothing to PostgreSQL: an array is an array. */
    private static String arrays(Matcher parts) {
        return orEmpty(parts.group(4)).isBlank() ? "" : "[]";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
