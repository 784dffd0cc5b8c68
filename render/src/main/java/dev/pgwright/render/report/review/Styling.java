package dev.pgwright.render.report.review;

/** How pieces of a text look where it is shown. */
@FunctionalInterface
public interface Styling {
    /** No looks at all. */
    Styling NONE = (tone, text) -> text;

    /** What a piece of text is. */
    enum Tone {
        GOOD,
        ERROR,
        WARNING,
        ADVICE,
        STRONG,
        MUTED
    }

    /** The text as it is to be printed. */
    String apply(Tone tone, String text);
}
