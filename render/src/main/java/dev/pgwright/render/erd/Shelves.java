package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Puts boxes in rows from left to right, in their order. */
record Shelves(List<Rectangle> boxes, double width, double height) {
    static Shelves pack(List<Size> sizes, double width, double gapX, double gapY) {
        List<Rectangle> boxes = new ArrayList<>();
        double x = 0;
        double y = 0;
        double rowHeight = 0;
        double used = 0;
        for (Size size : sizes) {
            if (x > 0 && x + size.width() > width) {
                x = 0;
                y += rowHeight + gapY;
                rowHeight = 0;
            }
            boxes.add(new Rectangle(x, y, size.width(), size.height()));
            used = Math.max(used, x + size.width());
            x += size.width() + gapX;
            rowHeight = Math.max(rowHeight, size.height());
        }
        return new Shelves(List.copyOf(boxes), used, y + rowHeight);
    }
}
