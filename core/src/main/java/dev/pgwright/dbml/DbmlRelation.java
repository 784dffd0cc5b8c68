package dev.pgwright.dbml;

import java.util.Optional;

/**
 * The sign between two ends of a relationship. A {@code ?} on a side, which says that the side is optional, is kept in
 * {@code sign} and means nothing for the keys.
 *
 * @param sign as written
 */
public record DbmlRelation(String sign, Kind kind) {
    /** Which side is many. */
    public enum Kind {
        /** Many on the left: the key is on the left. */
        MANY_TO_ONE,
        /** Many on the right: the key is on the right. */
        ONE_TO_MANY,
        /** The key is on the right, as {@code @dbml/core} writes it in SQL. */
        ONE_TO_ONE,
        /** A junction table holds two keys. */
        MANY_TO_MANY
    }

    static Optional<DbmlRelation> of(String sign) {
        String bare = sign.replace("?", "");
        Kind kind = switch (bare) {
            case ">" -> Kind.MANY_TO_ONE;
            case "<" -> Kind.ONE_TO_MANY;
            case "-" -> Kind.ONE_TO_ONE;
            case "<>" -> Kind.MANY_TO_MANY;
            default -> null;
        };
        return kind == null ? Optional.empty() : Optional.of(new DbmlRelation(sign, kind));
    }
}
