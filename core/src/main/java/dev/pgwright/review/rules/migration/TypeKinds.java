package dev.pgwright.review.rules.migration;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of values that types have, as far as operators and parameters go on to work within them. */
final class TypeKinds {
    private static final Map<String, Set<String>> KINDS = new TreeMap<>(Map.of(
            "a number", Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision"),
            "a text", Set.of("text", "character varying", "character", "name"),
            "a time", Set.of("date", "timestamp without time zone", "timestamp with time zone"),
            "true or false", Set.of("boolean")));

    private TypeKinds() {}

    /** In words; the type itself where it is a kind of its own. */
    static String of(String type) {
        String bare = type.replaceFirst("\\(.*?\\)", "").strip();
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(bare))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(type);
    }
}
