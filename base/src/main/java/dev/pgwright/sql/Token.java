package dev.pgwright.sql;

import dev.pgwright.source.Span;

/** A token as PostgreSQL's scanner sees it. */
public record Token(Span span, Kind kind) {
    /** Kinds of tokens; keywords by where PostgreSQL's grammar lets them be names (appendix C of its manual). */
    public enum Kind {
        IDENTIFIER,
        /** A keyword that can be any name. */
        UNRESERVED_KEYWORD,
        /** A keyword that can be a column's name but no function's or type's. */
        COLUMN_NAME_KEYWORD,
        /** A keyword that can be a function's or type's name. */
        TYPE_FUNCTION_NAME_KEYWORD,
        RESERVED_KEYWORD,
        /** A string in any notation, bit strings included. */
        STRING,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        OPERATOR,
        PUNCTUATION,
        LINE_COMMENT,
        BLOCK_COMMENT
    }
}
