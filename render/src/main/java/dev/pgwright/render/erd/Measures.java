package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.Mark;
import java.util.List;

/** Sizes, in pixels, that measuring, layout and drawing agree on. */
final class Measures {
    static final double TITLE_FONT = 22;
    static final double SUBTITLE_FONT = 13;
    static final double CAPTION_FONT = 13;
    static final double HEADING_FONT = 13;
    static final double NOTE_FONT = 10.5;
    static final double COLUMN_FONT = 12;
    static final double TYPE_FONT = 11;
    static final double MARK_FONT = 8.5;
    static final double LEGEND_FONT = 11;

    static final double HEADING = 28;
    static final double HEADING_WITH_NOTE = 42;
    static final double ROW = 21;
    static final double ROWS_PADDING = 3.5;
    static final double SIDE = 12;
    static final double NAME_TO_TYPE = 18;
    static final double DOT = 15;
    static final double MARK_GAP = 3;
    static final double MARK_HEIGHT = 13;
    static final double MARKS_TO_NAME = 7;
    static final double MINIMUM_WIDTH = 154;
    static final double LONGEST_TYPE = 190;

    static final double GROUP_SIDE = 30;
    static final double GROUP_TOP = 40;
    static final double GROUP_BOTTOM = 24;

    static final double ENUM_HEADING = 24;
    static final double ENUM_ROW = 16;
    static final double ENUM_BOTTOM = 6;

    static final double MARGIN = 28;
    static final double CORNER = 7;

    /** All boxes have corners and rows on multiples of this, so that lines may run on a grid. */
    static final double GRID = 7;

    /** The straight piece at each end of a line, where the crow's foot is. */
    static final double STUB = 21;

    private Measures() {}

    static double snapped(double length) {
        return Math.round(length / GRID) * GRID;
    }

    static double onGrid(double length) {
        return Math.ceil(length / GRID) * GRID;
    }

    static double width(Mark mark) {
        return mark == Mark.U ? 15 : 21;
    }

    static double width(List<Mark> marks) {
        return marks.isEmpty() ? 0 : marks.stream().mapToDouble(Measures::width).sum() + MARK_GAP * (marks.size() - 1);
    }
}
