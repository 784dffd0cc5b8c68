package dev.pgwright.review.rules.schema;

/** Names of collations. */
final class CollationNames {
    private CollationNames() {}

    /** A collation's name without its schema and quotes. */
    static String plain(String collation) {
        int start = collation.endsWith("\"")
                ? collation.lastIndexOf('"', collation.length() - 2)
                : collation.lastIndexOf('.') + 1;
        return collation.substring(start).replace("\"", "");
    }
}
