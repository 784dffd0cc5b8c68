package dev.pgwright.render.docs;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a page. */
sealed interface Block {
    /**
     * A title within the page.
     *
     * @param level 2 or 3
     * @param anchor null for none
     */
    record Heading(int level, String text, @Nullable String anchor) implements Block {}

    /** Text. */
    record Paragraph(List<Inline> text) implements Block {}

    /** Rows under column titles; there is at least one row. */
    record Grid(List<String> titles, List<List<List<Inline>>> rows) implements Block {}

    /** Points. */
    record Points(List<List<Inline>> points) implements Block {}

    /** SQL on lines of its own. */
    record Sql(String text) implements Block {}

    /** A diagram of these tables, one of them in the middle. */
    record Picture(Catalog part, QualifiedName focus) implements Block {}
}
