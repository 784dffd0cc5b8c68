package dev.pgwright.render.erd;

import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn, measured but not yet placed. Everything refers to everything else by position in these lists.
 * All lengths are in pixels.
 *
 * @param absent what the picture cannot show because the model does not describe it
 */
record Diagram(
        List<TableBox> tables, List<Link> links, List<GroupBox> groups, List<EnumBox> enums, List<NotModelled> absent) {
    /** The position of a link's end that means the table's heading, not a row. */
    static final int HEADING = -1;

    Diagram {
        tables = List.copyOf(tables);
        links = List.copyOf(links);
        groups = List.copyOf(groups);
        enums = List.copyOf(enums);
        absent = List.copyOf(absent);
    }

    /** What is absent on one line; empty where nothing is. */
    String footer() {
        return absent.isEmpty()
                ? ""
                : absent.stream().map(NotModelled::line).collect(Collectors.joining(", ", "not modelled: ", ""));
    }

    /** A column's part in keys. */
    enum Mark {
        PK,
        FK,
        U
    }

    /** What a table's box is in the picture. */
    enum Role {
        TABLE,
        /** The table that the picture is about. */
        FOCUS,
        /** In the place of a table that is drawn elsewhere on the sheet. */
        STAND_IN
    }

    /** A width and a height. */
    record Size(double width, double height) {}

    /**
     * A table.
     *
     * @param heading what the table is called in the picture: with its schema where that is not {@code public}
     * @param note a second line below the heading
     * @param footer a line below the rows
     * @param marksWidth the width of the column of marks
     * @param group null when it belongs to none; of a stand-in, the one of the table it stands for
     */
    record TableBox(
            Table table,
            String heading,
            @Nullable String note,
            List<Row> rows,
            @Nullable String footer,
            double marksWidth,
            Size size,
            @Nullable Integer group,
            Role role) {
        TableBox {
            rows = List.copyOf(rows);
        }

        TableBox withGroup(@Nullable Integer number) {
            return new TableBox(table, heading, note, rows, footer, marksWidth, size, number, role);
        }

        /** A box that shows nothing else is all heading. */
        double headingHeight() {
            if (rows.isEmpty() && footer == null) {
                return size.height();
            }
            return note == null ? Measures.HEADING : Measures.HEADING_WITH_NOTE;
        }

        /** The vertical middle of a row, or of the heading, from the box's upper edge. */
        double middleOf(int row) {
            return row == HEADING
                    ? headingHeight() / 2
                    : headingHeight() + Measures.ROWS_PADDING + Measures.ROW * (row + 0.5);
        }
    }

    /**
     * A column.
     *
     * @param type the short form PostgreSQL knows, cut when very long; {@code tooltip} has it all
     */
    record Row(String name, String type, boolean notNull, List<Mark> marks, String tooltip) {
        Row {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A foreign key.
     *
     * @param childRow the row of {@code child} it leaves from, or {@link #HEADING}
     * @param parentRow the row of {@code parent} it leads to, or {@link #HEADING}
     */
    record Link(Relationship relationship, int child, int childRow, int parent, int parentRow) {}

    /** A table group. */
    record GroupBox(String name, @Nullable String colour, List<Integer> tables) {
        GroupBox {
            tables = List.copyOf(tables);
        }
    }

    /** An enumerated type with the values shown. */
    record EnumBox(String heading, List<String> values, String tooltip, Size size) {
        EnumBox {
            values = List.copyOf(values);
        }
    }
}
