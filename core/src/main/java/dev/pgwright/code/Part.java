package dev.pgwright.code;

import dev.pgwright.source.Span;

/** A part of a text that a program makes. */
sealed interface Part {
    /**
     * Characters that are known.
     *
     * @param at the offset in the file of each of them
     */
    record Fixed(String text, int[] at) implements Part {}

    /** Something that is only known when the program runs. */
    record Open(Span span, String shown, Source source) implements Part {}

    /** What an open part may be. */
    enum Source {
        /** A text that a caller or a request gives. */
        INPUT,
        /** What a caller gives, where nobody has written that it is a text. */
        ARGUMENT,
        /** A number, or another value that carries no SQL. */
        HARMLESS,
        /** Quoted by a function for that, or compared with what is allowed. */
        SAFE,
        /** A value that the driver sends apart from the statement. */
        BOUND,
        /** Nothing itself: here the elements of a list go on that nobody knows the length of. */
        LIST,
        /** Nobody knows. */
        UNKNOWN
    }
}
