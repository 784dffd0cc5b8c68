package dev.pgwright.design.decide;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of tables and constraints: snake_case, tables in the plural (so that neither {@code order} nor {@code user} ever
 * needs quoting), constraints as PostgreSQL itself would name them. A name longer than PostgreSQL's 63 bytes is cut and
 * ends in a hash of the whole, so that two long names stay two names.
 */
final class Naming {
    /** NAMEDATALEN - 1, PostgreSQL documentation 4.1.1. */
    private static final int LIMIT = 63;

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("person", "people"),
            Map.entry("child", "children"),
            Map.entry("man", "men"),
            Map.entry("woman", "women"),
            Map.entry("foot", "feet"),
            Map.entry("datum", "data"),
            Map.entry("medium", "media"),
            Map.entry("criterion", "criteria"),
            Map.entry("analysis", "analyses"),
            Map.entry("diagnosis", "diagnoses"),
            Map.entry("basis", "bases"),
            Map.entry("index", "indexes"),
            Map.entry("quiz", "quizzes"),
            Map.entry("leaf", "leaves"),
            Map.entry("shelf", "shelves"),
            Map.entry("half", "halves"),
            Map.entry("life", "lives"),
            Map.entry("news", "news"),
            Map.entry("series", "series"),
            Map.entry("species", "species"),
            Map.entry("equipment", "equipment"),
            Map.entry("information", "information"),
            Map.entry("inventory", "inventory"),
            Map.entry("firmware", "firmware"),
            Map.entry("software", "software"),
            Map.entry("feedback", "feedback"),
            Map.entry("staff", "staff"),
            Map.entry("telemetry", "telemetry"),
            Map.entry("consent", "consents"));

    private final Set<String> taken = new HashSet<>();

    /** The plural of the last word of a snake_case name. */
    static String plural(String name) {
        int cut = name.lastIndexOf('_') + 1;
        return name.substring(0, cut) + pluralWord(name.substring(cut));
    }

    private static String pluralWord(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh")) {
            return word + "es";
        }
        boolean consonantY =
                word.endsWith("y") && word.length() > 1 && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
        return consonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }

    /** {@code table_column_column_suffix}, unique in the schema. */
    String constraint(String table, List<String> columns, String suffix) {
        String wanted = table + (columns.isEmpty() ? "" : "_" + String.join("_", columns)) + "_" + suffix;
        return unique(wanted);
    }

    /** The name itself where it is free and short enough, else the nearest one that is. */
    String unique(String wanted) {
        String name = limited(wanted);
        for (int i = 2; !taken.add(name); i++) {
            name = limited(wanted + "_" + i);
        }
        return name;
    }

    static String limited(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= LIMIT) {
            return name;
        }
        String hash = sha256(name).substring(0, 8);
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int point : name.codePoints().toArray()) {
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LIMIT - hash.length() - 1) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept + "_" + hash;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
