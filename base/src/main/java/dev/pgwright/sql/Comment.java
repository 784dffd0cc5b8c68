package dev.pgwright.sql;

import dev.pgwright.source.Span;

/** A comment, with its markers; a line comment without its line ending. */
public record Comment(Span span, Kind kind) {
    /** How a comment is written. */
    public enum Kind {
        /** {@code -- to the end of the line}. */
        LINE,
        /** {@code /* nested or not *}{@code /}. */
        BLOCK
    }
}
