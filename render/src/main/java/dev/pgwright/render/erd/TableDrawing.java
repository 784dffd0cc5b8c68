package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.EnumBox;
import dev.pgwright.render.erd.Diagram.Mark;
import dev.pgwright.render.erd.Diagram.Row;
import dev.pgwright.render.erd.Diagram.TableBox;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.util.Locale;

/** Draws tables and enumerated types. */
final class TableDrawing {
    private TableDrawing() {}

    static void table(Svg svg, int number, TableBox box, Rectangle at) {
        svg.open("g id=\"t" + number + "\" class=\"t " + Palette.group(box.group()) + style(box.role()) + "\"");
        String comment = box.table().comment();
        svg.tooltip(box.table().name() + (comment == null ? "" : "\n" + comment));
        svg.rectangle("panel", at, Measures.CORNER);
        svg.path("head", headingShape(at, box.headingHeight(), box.rows().isEmpty() && box.footer() == null));
        svg.rectangle("frame", at, Measures.CORNER);
        double baseline = box.headingHeight() / 2 + (box.note() == null ? 4.5 : -2.5);
        svg.text("heading", at.x() + Measures.SIDE, at.y() + baseline, box.heading());
        if (box.note() != null) {
            svg.text("note", at.x() + Measures.SIDE, at.y() + box.headingHeight() / 2 + 13, box.note());
        }
        double nameX = at.x() + Measures.SIDE + (box.marksWidth() == 0 ? 0 : box.marksWidth() + Measures.MARKS_TO_NAME);
        for (int row = 0; row < box.rows().size(); row++) {
            column(svg, box.rows().get(row), at, at.y() + box.middleOf(row), nameX);
        }
        if (box.footer() != null) {
            svg.text("type", nameX, at.y() + box.middleOf(box.rows().size()) + 4, box.footer());
        }
        svg.close("g");
    }

    private static String style(Diagram.Role role) {
        return switch (role) {
            case TABLE -> "";
            case FOCUS -> " focus";
            case STAND_IN -> " elsewhere";
        };
    }

    private static void column(Svg svg, Row row, Rectangle at, double middle, double nameX) {
        svg.open("g");
        svg.tooltip(row.tooltip());
        double x = at.x() + Measures.SIDE;
        for (Mark mark : row.marks()) {
            mark(svg, mark, x, middle);
            x += Measures.width(mark) + Measures.MARK_GAP;
        }
        svg.text("column", nameX, middle + 4, row.name());
        svg.text("type end", at.right() - Measures.SIDE - Measures.DOT, middle + 4, row.type());
        notNull(svg, row.notNull(), at.right() - Measures.SIDE - 4, middle);
        svg.close("g");
    }

    static void mark(Svg svg, Mark mark, double x, double middle) {
        String name = mark.name().toLowerCase(Locale.ROOT);
        double width = Measures.width(mark);
        Rectangle pill = new Rectangle(x, middle - Measures.MARK_HEIGHT / 2, width, Measures.MARK_HEIGHT);
        svg.rectangle(name, pill, 3.5);
        svg.text("mark " + name + "-text", x + width / 2, middle + 3.1, mark.name());
    }

    static void notNull(Svg svg, boolean notNull, double x, double middle) {
        svg.circle(notNull ? "set" : "unset", x, middle, notNull ? 3 : 2.7);
    }

    static void enumeration(Svg svg, EnumBox box, Rectangle at) {
        svg.open("g");
        svg.tooltip(box.tooltip());
        svg.rectangle("card", at, Measures.CORNER);
        svg.text("enum", at.x() + Measures.SIDE, at.y() + 17, box.heading());
        double y = at.y() + Measures.ENUM_HEADING + 10;
        for (String value : box.values()) {
            svg.text("type", at.x() + Measures.SIDE, y, value);
            y += Measures.ENUM_ROW;
        }
        svg.close("g");
    }

    private static String headingShape(Rectangle at, double height, boolean roundBelow) {
        double r = Measures.CORNER;
        StringBuilder path = new StringBuilder();
        path.append('M').append(point(at.x(), at.y() + height - (roundBelow ? r : 0)));
        path.append('V').append(Svg.number(at.y() + r));
        path.append('Q').append(point(at.x(), at.y())).append(' ').append(point(at.x() + r, at.y()));
        path.append('H').append(Svg.number(at.right() - r));
        path.append('Q').append(point(at.right(), at.y())).append(' ').append(point(at.right(), at.y() + r));
        if (roundBelow) {
            path.append('V').append(Svg.number(at.y() + height - r));
            path.append('Q').append(point(at.right(), at.y() + height)).append(' ');
            path.append(point(at.right() - r, at.y() + height));
            path.append('H').append(Svg.number(at.x() + r));
            path.append('Q').append(point(at.x(), at.y() + height)).append(' ');
            path.append(point(at.x(), at.y() + height - r));
        } else {
            path.append('V').append(Svg.number(at.y() + height));
        }
        return path.append('Z').toString();
    }

    private static String point(double x, double y) {
        return Svg.number(x) + "," + Svg.number(y);
    }
}
