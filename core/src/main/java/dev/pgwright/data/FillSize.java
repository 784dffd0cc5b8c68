package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;

/** How large synthetic rows are, about: by the widths of types, before any row is made. */
public final class FillSize {
    /** Of a row: its header and its pointer (PostgreSQL 18, "Database Page Layout"). */
    private static final int ROW = 28;
    /** Of an entry of a B-tree: its header, pointer and key, in pages that are two thirds full. */
    private static final int ENTRY = 30;
    /** What most types need, with alignment. */
    private static final int VALUE = 8;
    /** What texts and documents need where nothing is known of their length. */
    private static final int TEXT = 16;

    private FillSize() {}

    /** Bytes of a table and its indexes. */
    public static long bytes(Table table, long rows) {
        int width = ROW;
        for (Column column : table.columns()) {
            boolean fixed = switch (column.type()) {
                case "smallint", "integer", "bigint", "boolean", "real", "double precision", "date" -> true;
                default -> column.type().startsWith("time");
            };
            width += fixed ? VALUE : TEXT;
        }
        int keys = table.of(Constraint.PrimaryKey.class).size()
                + table.of(Constraint.Unique.class).size();
        return rows * (width + ENTRY * (keys + table.indexes().size()));
    }
}
