package dev.pgwright.catalog;

import java.util.Locale;

/**
 * An object of any kind, as statements about objects name it: {@code COMMENT ON kind identity}.
 *
 * @param kind SQL's words for it, such as {@code MATERIALIZED VIEW}
 * @param identity its name as SQL: qualified, quoted, with argument types and, where it has one, {@code ON table}
 */
public record ObjectReference(String kind, String identity) implements Comparable<ObjectReference> {
    @Override
    public int compareTo(ObjectReference other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : identity.compareTo(other.identity);
    }

    /** {@code materialized view shop.stats}. */
    @Override
    public String toString() {
        return kind.toLowerCase(Locale.ROOT) + " " + identity;
    }
}
