package dev.pgwright.design.decide;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of what a schema holds, each once: constraints as PostgreSQL itself would name them. A name longer than
 * PostgreSQL's 63 bytes is cut and ends in a hash of the whole, so that two long names stay two names.
 */
final class Naming {
    /** NAMEDATALEN - 1, PostgreSQL documentation 4.1.1. */
    private static final int LIMIT = 63;

    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> shortened = new TreeMap<>();

    /** {@code table_column_column_suffix}, unique in the schema. */
    String constraint(String table, List<String> columns, String suffix) {
        String wanted = table + (columns.isEmpty() ? "" : "_" + String.join("_", columns)) + "_" + suffix;
        return unique(wanted);
    }

    /** The name itself where it is free and short enough, else the nearest one that is. */
    String unique(String wanted) {
        String whole = wanted;
        String name = limited(whole);
        for (int i = 2; !taken.add(name); i++) {
            whole = wanted + "_" + i;
            name = limited(whole);
        }
        if (!name.equals(whole)) {
            shortened.put(name, whole);
        }
        return name;
    }

    /** The names that had to be cut, with what they would have been. */
    Map<String, String> shortened() {
        return Collections.unmodifiableMap(shortened);
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
