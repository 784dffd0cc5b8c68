package dev.pgwright.render.erd;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.render.Resources;
import java.util.Map;

/**
 * A diagram as one HTML file to look around in: zoom and pan by mouse, touch and keyboard, search, and the neighbours of
 * a table brought out. It loads nothing, so it works from {@code file://}; without scripts the picture is there as it
 * is. The text is well-formed XML too.
 */
public final class ErdPage {
    private ErdPage() {}

    /** The page without links. */
    public static String html(Catalog catalog, ErdOptions options) {
        return html(catalog, options, Map.of());
    }

    /**
     * The page; the same catalog and options give the same bytes.
     *
     * @param pages where more is said about a table, by its name in the picture
     */
    public static String html(Catalog catalog, ErdOptions options, Map<String, String> pages) {
        String title = options.title().isEmpty() ? "Entity-relationship diagram" : options.title();
        StringBuilder links = new StringBuilder();
        pages.forEach((table, page) -> {
            links.append("<a data-table=\"").append(Svg.attribute(table)).append("\" href=\"");
            links.append(Svg.attribute(page))
                    .append("\">")
                    .append(Svg.attribute(table))
                    .append("</a>\n");
        });
        return Resources.text("erd/page.html")
                .replace("@title@", Svg.attribute(title))
                .replace("@style@", Resources.text("erd/page.css"))
                .replace("@script@", Resources.text("erd/page.js"))
                .replace("@links@", links)
                .replace("@picture@", ErdRenderer.svg(catalog, options));
    }

    /** What a table is called in pictures: with its schema where that is not {@code public}. */
    public static String heading(QualifiedName name) {
        return DiagramBuilder.shortName(name);
    }
}
