package dev.pgwright.render.erd;

import dev.pgwright.catalog.Cardinality;
import dev.pgwright.render.erd.Diagram.Mark;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the signs in a picture mean; only those that occur. */
final class Legend {
    private static final double HEIGHT = 18;
    private static final double SIGN_GAP = 6;
    private static final double LINE = 30;
    private static final double SWATCH = 12;

    private final List<Item> items = new ArrayList<>();

    private interface Sign {
        void draw(Svg svg, double x, double middle);
    }

    private record Item(double signWidth, String text, Sign sign) {
        Size size() {
            return new Size(Math.ceil(signWidth + SIGN_GAP + TextWidths.of(text, Measures.LEGEND_FONT, false)), HEIGHT);
        }
    }

    private Legend() {}

    static Legend of(Diagram diagram) {
        Legend legend = new Legend();
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        diagram.tables().forEach(table -> table.rows().forEach(row -> marks.addAll(row.marks())));
        for (Mark mark : marks) {
            legend.items.add(new Item(
                    Measures.width(mark), words(mark), (svg, x, middle) -> TableDrawing.mark(svg, mark, x, middle)));
        }
        if (diagram.tables().stream().anyMatch(table -> !table.rows().isEmpty())) {
            legend.items.add(
                    new Item(7, "not null", (svg, x, middle) -> TableDrawing.notNull(svg, true, x + 3.5, middle)));
            legend.items.add(
                    new Item(7, "nullable", (svg, x, middle) -> TableDrawing.notNull(svg, false, x + 3.5, middle)));
        }
        Set<Cardinality> ends = EnumSet.noneOf(Cardinality.class);
        diagram.links().forEach(link -> {
            ends.add(link.relationship().parentEnd());
            ends.add(link.relationship().childEnd());
        });
        for (Cardinality end : ends) {
            legend.items.add(new Item(LINE, end.words(), (svg, x, middle) -> line(svg, end, x, middle)));
        }
        if (diagram.tables().stream().anyMatch(table -> table.role() == Diagram.Role.STAND_IN)) {
            legend.items.add(new Item(LINE, "drawn in another area", Legend::standIn));
        }
        return legend;
    }

    private static void standIn(Svg svg, double x, double middle) {
        svg.open("g class=\"elsewhere\"");
        Rectangle at = new Rectangle(x, middle - SWATCH / 2, LINE, SWATCH);
        svg.rectangle("head", at, 3).rectangle("frame", at, 3);
        svg.close("g");
    }

    /** Where the items are when there is so much room, from the legend's own upper left corner. */
    Shelves arrange(double width) {
        return Shelves.pack(items.stream().map(Item::size).toList(), width, 20, 6);
    }

    void draw(Svg svg, Shelves shelves, double x, double y) {
        if (items.isEmpty()) {
            return;
        }
        svg.open("g class=\"g\"");
        for (int i = 0; i < items.size(); i++) {
            Rectangle at = shelves.boxes().get(i).plus(x, y);
            Item item = items.get(i);
            double middle = at.y() + HEIGHT / 2;
            item.sign().draw(svg, at.x(), middle);
            svg.text("legend", at.x() + item.signWidth() + SIGN_GAP, middle + 4, item.text());
        }
        svg.close("g");
    }

    private static void line(Svg svg, Cardinality end, double x, double middle) {
        Point box = new Point(x + LINE, middle);
        Point outside = new Point(x, middle);
        svg.path("line", LinkDrawing.line(List.of(outside, box)));
        LinkDrawing.end(svg, end, box, outside);
    }

    private static String words(Mark mark) {
        return switch (mark) {
            case PK -> "primary key";
            case FK -> "foreign key";
            case U -> "unique";
        };
    }
}
