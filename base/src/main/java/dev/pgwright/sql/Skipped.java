package dev.pgwright.sql;

import dev.pgwright.source.Span;

/** Text in a SQL file that is not SQL: psql reads it, the server never sees it. */
public record Skipped(Span span, Kind kind) {
    /** What the text is. */
    public enum Kind {
        /** A command of psql, such as {@code \connect}, {@code \i} or {@code \restrict}. */
        META_COMMAND,
        /** The rows behind {@code COPY ... FROM stdin}, with the closing {@code \.} line. */
        COPY_DATA
    }
}
