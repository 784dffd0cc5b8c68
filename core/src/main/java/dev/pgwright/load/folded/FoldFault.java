package dev.pgwright.load.folded;

import dev.pgwright.source.Span;

/**
 * What is to be said about a statement.
 *
 * @param span the statement
 * @param object what it is about, as the statement names it; empty when it is about no single one
 * @param message the server's own words where it would refuse the statement; else what is not known after it
 */
public record FoldFault(Kind kind, Span span, String object, String message) {
    /** What the server would do. */
    public enum Kind {
        /** Refuse it: something that it names does not exist. */
        MISSING_OBJECT,
        /** Refuse it: a relation that is there has no such column. */
        MISSING_COLUMN,
        /** Refuse it: what it makes is there already. */
        DUPLICATE_OBJECT,
        /** Refuse it for another reason. */
        REFUSED,
        /** Accept or refuse it, which cannot be told from the statements alone: its effect is not in the state. */
        NOT_FOLLOWED
    }

    /** The server would refuse the statement. */
    public boolean refused() {
        return kind != Kind.NOT_FOLLOWED;
    }
}
