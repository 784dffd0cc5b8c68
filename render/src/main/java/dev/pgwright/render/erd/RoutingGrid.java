package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;

/**
 * The grid that lines run on: where they must not, and which run where. A point is numbered row by row. Directions are
 * 0 for horizontal and 1 for vertical.
 */
final class RoutingGrid {
    static final int HORIZONTAL = 0;
    static final int VERTICAL = 1;

    private static final int STUB_CELLS = (int) (Measures.STUB / Measures.GRID);
    private static final int CLEARANCE_CELLS = 2;
    private static final int MARGIN_CELLS = 8;

    private final int columns;
    private final int rows;
    private final boolean[][] blocked;
    private final boolean[] end;
    private final int[][] net;
    private final int[][] uses;

    /** A grid over a picture of this size and a margin around it. */
    RoutingGrid(double width, double height) {
        columns = (int) Math.ceil(width / Measures.GRID) + 2 * MARGIN_CELLS + 1;
        rows = (int) Math.ceil(height / Measures.GRID) + 2 * MARGIN_CELLS + 1;
        blocked = new boolean[2][columns * rows];
        end = new boolean[columns * rows];
        net = new int[2][columns * rows];
        uses = new int[2][columns * rows];
    }

    int columns() {
        return columns;
    }

    int size() {
        return columns * rows;
    }

    int row(int point) {
        return point / columns;
    }

    Point point(int number) {
        return new Point(
                (number % columns - MARGIN_CELLS) * Measures.GRID, (number / columns - MARGIN_CELLS) * Measures.GRID);
    }

    /** No line may touch a table, nor pass so near that it could be taken for one of the table's own. */
    void blockTable(Rectangle box) {
        int left = column(box.x()) - STUB_CELLS + 1;
        int right = column(box.right()) + STUB_CELLS - 1;
        int top = rowAt(box.y()) - CLEARANCE_CELLS + 1;
        int bottom = rowAt(box.bottom()) + CLEARANCE_CELLS - 1;
        block(left, right, top, bottom, HORIZONTAL);
        block(left, right, top, bottom, VERTICAL);
    }

    /** Lines cross the border of an area but do not run along it. */
    void blockBorder(Rectangle area) {
        int left = column(area.x());
        int right = column(area.right());
        int top = rowAt(area.y());
        int bottom = rowAt(area.bottom());
        block(left, left, top, bottom, VERTICAL);
        block(right, right, top, bottom, VERTICAL);
        block(left, right, top, top, HORIZONTAL);
        block(left, right, bottom, bottom, HORIZONTAL);
    }

    /** Nothing runs over a text. */
    void blockText(Rectangle text) {
        for (int direction = HORIZONTAL; direction <= VERTICAL; direction++) {
            block(
                    (int) Math.floor(text.x() / Measures.GRID) + MARGIN_CELLS,
                    column(text.right()),
                    (int) Math.floor(text.y() / Measures.GRID) + MARGIN_CELLS,
                    rowAt(text.bottom()),
                    direction);
        }
    }

    /** The point where a line that leaves a box at this height is free to turn. */
    int stub(Rectangle box, double y, boolean right) {
        int column = right ? column(box.right()) + STUB_CELLS : column(box.x()) - STUB_CELLS;
        return rowAt(y) * columns + column;
    }

    /** Lines will end here: others had better not pass through the crow's foot. */
    void reserve(Rectangle box, double y) {
        end[stub(box, y, true)] = true;
        end[stub(box, y, false)] = true;
    }

    boolean isEnd(int point) {
        return end[point];
    }

    boolean isBlocked(int point, int direction) {
        return blocked[direction][point];
    }

    /** A line of another net runs through the point in this direction. */
    boolean isForeign(int point, int direction, int ownNet) {
        return uses[direction][point] > 0 && net[direction][point] != ownNet;
    }

    boolean isOwn(int point, int direction, int ownNet) {
        return uses[direction][point] > 0 && net[direction][point] == ownNet;
    }

    /** Enters ({@code change} 1) or removes (-1) a path. */
    void occupy(int[] path, int ownNet, int change) {
        for (int i = 0; i < path.length; i++) {
            boolean first = i == 0;
            boolean last = i == path.length - 1;
            boolean horizontal = first || last || row(path[i]) == row(path[i - 1]) || row(path[i]) == row(path[i + 1]);
            boolean vertical = !first && row(path[i]) != row(path[i - 1]) || !last && row(path[i]) != row(path[i + 1]);
            if (horizontal) {
                occupy(path[i], HORIZONTAL, ownNet, change);
            }
            if (vertical) {
                occupy(path[i], VERTICAL, ownNet, change);
            }
        }
    }

    private void occupy(int point, int direction, int ownNet, int change) {
        if (change > 0) {
            if (uses[direction][point] == 0) {
                net[direction][point] = ownNet;
            }
            uses[direction][point]++;
        } else {
            uses[direction][point]--;
        }
    }

    private int column(double x) {
        return (int) Math.round(x / Measures.GRID) + MARGIN_CELLS;
    }

    private int rowAt(double y) {
        return (int) Math.round(y / Measures.GRID) + MARGIN_CELLS;
    }

    private void block(int left, int right, int top, int bottom, int direction) {
        for (int row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
            for (int column = Math.max(0, left); column <= Math.min(columns - 1, right); column++) {
                blocked[direction][row * columns + column] = true;
            }
        }
    }
}
