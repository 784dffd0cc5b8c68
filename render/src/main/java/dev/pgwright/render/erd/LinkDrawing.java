package dev.pgwright.render.erd;

import dev.pgwright.catalog.Cardinality;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws foreign keys as lines with crow's feet. */
final class LinkDrawing {
    private static final double BEND = 6;
    private static final double FOOT = 11;
    private static final double FOOT_HALF = 5.5;
    private static final double RING = 3.7;
    private static final double FIRST_BAR = 6;
    private static final double SECOND_BAR = 10.5;

    private LinkDrawing() {}

    static void link(Svg svg, int number, Link link, Route route, @Nullable Integer group) {
        svg.open("g id=\"r" + number + "\" class=\"r " + Palette.group(group) + " k" + link.child()
                + (link.child() == link.parent() ? "" : " k" + link.parent()) + "\"");
        svg.tooltip(describe(link.relationship()));
        svg.path("line", line(route.points()));
        List<Point> points = route.points();
        end(svg, link.relationship().childEnd(), points.get(0), points.get(1));
        end(svg, link.relationship().parentEnd(), points.get(points.size() - 1), points.get(points.size() - 2));
        svg.close("g");
    }

    /** The foreign key in words. */
    static String describe(Relationship relationship) {
        Constraint.ForeignKey key = relationship.key();
        StringBuilder text = new StringBuilder();
        text.append(relationship.child().name().name());
        text.append(" (").append(String.join(", ", key.columns())).append(") → ");
        text.append(relationship.parent().name().name());
        text.append(" (").append(String.join(", ", key.referencedColumns())).append(")\n");
        text.append(relationship.childEnd().words()).append(" to ");
        text.append(relationship.parentEnd().words());
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            text.append(", on delete ").append(key.onDelete().sql().toLowerCase(Locale.ROOT));
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            text.append(", on update ").append(key.onUpdate().sql().toLowerCase(Locale.ROOT));
        }
        text.append(key.enforced() ? "" : ", not enforced");
        return text.append('\n').append(key.name()).toString();
    }

    /** A crow's foot at {@code at}, on the side of {@code towards}. */
    static void end(Svg svg, Cardinality cardinality, Point at, Point towards) {
        double away = towards.x() >= at.x() ? 1 : -1;
        StringBuilder path = new StringBuilder();
        if (cardinality.many()) {
            path.append('M').append(point(at, 0, -FOOT_HALF)).append('L').append(point(at, away * FOOT, 0));
            path.append('L').append(point(at, 0, FOOT_HALF));
            if (!cardinality.optional()) {
                bar(path, at, away * (FOOT + 3.5));
            }
        } else {
            bar(path, at, away * FIRST_BAR);
            if (!cardinality.optional()) {
                bar(path, at, away * SECOND_BAR);
            }
        }
        svg.path("foot", path.toString());
        if (cardinality.optional()) {
            double centre = cardinality.many() ? FOOT + RING : FIRST_BAR + RING + 3;
            svg.circle("ring", at.x() + away * centre, at.y(), RING);
        }
    }

    private static void bar(StringBuilder path, Point at, double dx) {
        path.append('M').append(point(at, dx, -FOOT_HALF)).append('V').append(Svg.number(at.y() + FOOT_HALF));
    }

    /** The line with rounded bends: each bend is the control point of a quadratic curve. */
    static String line(List<Point> points) {
        StringBuilder path = new StringBuilder();
        path.append('M').append(point(points.get(0), 0, 0));
        for (int i = 1; i < points.size() - 1; i++) {
            Point before = points.get(i - 1);
            Point bend = points.get(i);
            Point after = points.get(i + 1);
            double radius = Math.min(BEND, Math.min(distance(before, bend), distance(bend, after)) / 2);
            path.append('L').append(point(from(bend, before, radius), 0, 0));
            path.append('Q').append(point(bend, 0, 0)).append(' ').append(point(from(bend, after, radius), 0, 0));
        }
        return path.append('L')
                .append(point(points.get(points.size() - 1), 0, 0))
                .toString();
    }

    private static Point from(Point bend, Point other, double radius) {
        return bend.plus(Math.signum(other.x() - bend.x()) * radius, Math.signum(other.y() - bend.y()) * radius);
    }

    private static double distance(Point one, Point two) {
        return Math.abs(one.x() - two.x()) + Math.abs(one.y() - two.y());
    }

    private static String point(Point point, double dx, double dy) {
        return Svg.number(point.x() + dx) + "," + Svg.number(point.y() + dy);
    }
}
