package dev.pgwright.render.erd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where everything is, in pixels from the upper left corner. */
final class Geometry {
    private Geometry() {}

    /** A point. */
    record Point(double x, double y) {
        Point plus(double dx, double dy) {
            return new Point(x + dx, y + dy);
        }
    }

    /** An upright rectangle. */
    record Rectangle(double x, double y, double width, double height) {
        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }

        Rectangle plus(double dx, double dy) {
            return new Rectangle(x + dx, y + dy, width, height);
        }

        Rectangle union(Rectangle other) {
            double left = Math.min(x, other.x);
            double top = Math.min(y, other.y);
            return new Rectangle(
                    left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
        }
    }

    /** The bends of a line from a foreign key's row to the referenced row, ends included. */
    record Route(List<Point> points) {
        Route {
            points = List.copyOf(points);
        }

        Point childEnd() {
            return points.get(0);
        }

        Point parentEnd() {
            return points.get(points.size() - 1);
        }
    }

    /**
     * The layout of a diagram's tables, groups and links, each in the order of the diagram.
     *
     * @param groups null where a group is not drawn as an area
     */
    record Placement(
            List<Rectangle> tables,
            List<@Nullable Rectangle> groups,
            List<Route> routes,
            double width,
            double height) {}
}
