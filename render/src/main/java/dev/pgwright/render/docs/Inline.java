package dev.pgwright.render.docs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of text in a line. */
sealed interface Inline {
    /** Words; line feeds are kept. */
    record Text(String text) implements Inline {}

    /** SQL, or a name of something in it. */
    record Code(String text) implements Inline {}

    /**
     * A link to another page.
     *
     * @param page its path without an ending, from the folder's root
     * @param anchor null for the page's beginning
     */
    record Link(String text, String page, @Nullable String anchor) implements Inline {}

    /** Where the size of a relation stands when it is known; it is no part of the page's text. */
    record Size(String relation) implements Inline {}

    static List<Inline> text(String text) {
        return List.of(new Text(text));
    }

    static List<Inline> code(String text) {
        return List.of(new Code(text));
    }

    /** Pieces with a comma between them. */
    static List<Inline> joined(List<? extends Inline> pieces) {
        List<Inline> all = new ArrayList<>();
        for (Inline piece : pieces) {
            if (!all.isEmpty()) {
                all.add(new Text(", "));
            }
            all.add(piece);
        }
        return all;
    }
}
