package dev.pgwright.render.erd;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.Count;
import dev.pgwright.render.erd.Diagram.EnumBox;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Geometry.Placement;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a catalog as an entity-relationship diagram. A line leaves a table at the row of its foreign key and leads to
 * the row of the referenced key, with crow's feet. Partitions are not drawn; their table says how it is divided. Groups
 * are areas; above 150 tables there are always areas, and a table of another area is referred to by a stand-in.
 */
public final class ErdRenderer {
    private static final double MINIMUM_WIDTH = 420;
    private static final double BLOCK_GAP = 26;
    private static final double FOOTER = 22;

    private ErdRenderer() {}

    /**
     * The diagram as a self-contained SVG document: no fonts, scripts or pictures from elsewhere. The same catalog and
     * options give the same bytes on every machine.
     */
    public static String svg(Catalog catalog, ErdOptions options) {
        return svg(DiagramBuilder.build(catalog, options), options);
    }

    static String svg(Diagram diagram, ErdOptions options) {
        return draw(diagram, options, DiagramLayout.place(diagram));
    }

    private static String draw(Diagram diagram, ErdOptions options, Placement placement) {
        String subtitle = options.subtitle() == null ? counts(diagram) : options.subtitle();
        double inner = Math.max(MINIMUM_WIDTH, placement.width());
        inner = Math.max(inner, TextWidths.of(options.title(), Measures.TITLE_FONT, true));
        inner = Math.ceil(Math.max(inner, TextWidths.of(subtitle, Measures.SUBTITLE_FONT, false)));
        double left = Measures.MARGIN;
        double top = Measures.MARGIN + (options.title().isEmpty() ? 0 : 30) + (subtitle.isEmpty() ? 0 : 22);
        double pictureTop = top + (diagram.tables().isEmpty() ? 0 : 10);
        double pictureLeft = left + (inner - placement.width()) / 2;
        List<Size> enumSizes = diagram.enums().stream().map(EnumBox::size).toList();
        Shelves enums = Shelves.pack(enumSizes, inner, 14, 14);
        double enumsTop = pictureTop + placement.height() + (enums.boxes().isEmpty() ? 0 : BLOCK_GAP);
        Legend legend = Legend.of(diagram);
        Shelves items = legend.arrange(inner);
        double legendTop = enumsTop + enums.height() + (items.boxes().isEmpty() ? 0 : BLOCK_GAP);
        double width = inner + 2 * Measures.MARGIN;
        double footerTop = legendTop + items.height() + (diagram.absent().isEmpty() ? 0 : FOOTER);
        double height = Math.ceil(footerTop + Measures.MARGIN - 4);

        Svg svg = new Svg();
        head(svg, diagram, options, subtitle, width, height);
        svg.rectangle("ground", new Rectangle(0, 0, width, height), 10);
        if (!options.title().isEmpty()) {
            svg.text("title", left, Measures.MARGIN + 20, options.title());
        }
        if (!subtitle.isEmpty()) {
            svg.text("subtitle", left, top - 8, subtitle);
        }
        picture(svg, diagram, placement, Math.floor(pictureLeft), pictureTop);
        for (int i = 0; i < enums.boxes().size(); i++) {
            TableDrawing.enumeration(
                    svg, diagram.enums().get(i), enums.boxes().get(i).plus(left, enumsTop));
        }
        legend.draw(svg, items, left, legendTop);
        if (!diagram.absent().isEmpty()) {
            svg.open("g").tooltip(diagram.footer());
            svg.text(
                    "legend",
                    left,
                    footerTop - 4,
                    TextWidths.fitted(diagram.footer(), Measures.LEGEND_FONT, false, inner));
            svg.close("g");
        }
        return svg.close("svg").toString();
    }

    private static void head(
            Svg svg, Diagram diagram, ErdOptions options, String subtitle, double width, double height) {
        String size = Svg.number(width) + " " + Svg.number(height);
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"erd\" viewBox=\"0 0 " + size + "\" width=\""
                + Svg.number(width) + "\" height=\"" + Svg.number(height)
                + "\" role=\"img\" aria-labelledby=\"erd-title erd-description\">\n");
        String title = options.title().isEmpty() ? "Entity-relationship diagram" : options.title();
        svg.raw("<title id=\"erd-title\">" + Svg.attribute(title) + "</title>\n");
        svg.raw("<desc id=\"erd-description\">" + Svg.attribute(description(diagram, subtitle)) + "</desc>\n");
        svg.raw("<style>\n" + Stylesheet.of(diagram, options.theme()) + "</style>\n");
    }

    private static void picture(Svg svg, Diagram diagram, Placement placement, double x, double y) {
        for (int number = 0; number < diagram.groups().size(); number++) {
            Rectangle area = placement.groups().get(number);
            if (area != null) {
                Rectangle at = area.plus(x, y);
                svg.open("g class=\"" + Palette.group(number) + "\"");
                svg.rectangle("area", at, 2 * Measures.CORNER);
                String name = diagram.groups().get(number).name();
                double room = at.width() - 2 * Measures.SIDE;
                String caption = TextWidths.fitted(name, Measures.CAPTION_FONT, true, room);
                svg.text("caption", at.x() + Measures.SIDE + 2, at.y() + 20, caption);
                svg.close("g");
            }
        }
        for (int number = 0; number < diagram.links().size(); number++) {
            List<Point> points = new ArrayList<>();
            placement.routes().get(number).points().forEach(point -> points.add(point.plus(x, y)));
            Diagram.Link link = diagram.links().get(number);
            Integer group = diagram.tables().get(link.parent()).group();
            LinkDrawing.link(svg, number, link, new Route(points), group);
        }
        for (int number = 0; number < diagram.tables().size(); number++) {
            Rectangle at = placement.tables().get(number).plus(x, y);
            TableDrawing.table(svg, number, diagram.tables().get(number), at);
        }
    }

    private static String counts(Diagram diagram) {
        if (diagram.tables().isEmpty()) {
            return "no tables";
        }
        long tables = diagram.tables().stream()
                .filter(table -> table.role() != Diagram.Role.STAND_IN)
                .count();
        String text = Count.of(tables, "table");
        text += diagram.links().isEmpty()
                ? ""
                : " · " + Count.of(diagram.links().size(), "relationship");
        return text
                + (diagram.enums().isEmpty()
                        ? ""
                        : " · " + Count.of(diagram.enums().size(), "enum"));
    }

    private static String description(Diagram diagram, String subtitle) {
        StringBuilder text = new StringBuilder("Entity-relationship diagram: ")
                .append(subtitle)
                .append('.');
        for (Diagram.Link link : diagram.links()) {
            text.append(' ').append(diagram.tables().get(link.child()).heading());
            text.append(" refers to ")
                    .append(diagram.tables().get(link.parent()).heading())
                    .append('.');
        }
        return text.append(diagram.absent().isEmpty() ? "" : " " + diagram.footer() + ".")
                .toString();
    }
}
