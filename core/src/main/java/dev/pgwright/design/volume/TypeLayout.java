package dev.pgwright.design.volume;

import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ValueTexts;

/**
 * How values of a type lie in a tuple: {@code pg_type.typlen} and {@code typalign} (documentation, 52.64 in version 18).
 * A test asks servers for every type that a design uses.
 *
 * @param length bytes, or -1 for varlena
 * @param alignment bytes; of a varlena where it has its long header
 */
record TypeLayout(int length, int alignment) {
    /** A varlena shorter than this has a header of one byte and no alignment (varatt.h). */
    static final int SHORT_DATA = 126;

    private static final int VARLENA_HEADER = 4;

    static TypeLayout of(String type) {
        return switch (type) {
            case "boolean" -> new TypeLayout(1, 1);
            case "smallint" -> new TypeLayout(2, 2);
            case "integer", "date", "real" -> new TypeLayout(4, 4);
            case "bigint",
                    "timestamp with time zone",
                    "timestamp without time zone",
                    "time without time zone",
                    "double precision",
                    "money" -> new TypeLayout(8, 8);
            case "interval" -> new TypeLayout(16, 8);
            case "point" -> new TypeLayout(16, 8);
            case "uuid" -> new TypeLayout(16, 1);
            case "tstzrange", "int8range" -> new TypeLayout(-1, 8);
            case "text", "jsonb", "json", "tsvector", "inet", "bytea", "daterange", "numrange" -> new TypeLayout(-1, 4);
            default ->
                type.startsWith("numeric") || type.startsWith("character") || type.endsWith("[]")
                        ? new TypeLayout(-1, 4)
                        : new TypeLayout(4, 4); // an enum is an oid
        };
    }

    boolean varlena() {
        return length == -1;
    }

    /** Bytes up to where a value of this many bytes of data ends that is put behind {@code offset} bytes. */
    int endOf(int offset, int data) {
        if (!varlena()) {
            return aligned(offset, alignment) + length;
        }
        return data <= SHORT_DATA ? offset + 1 + data : aligned(offset, alignment) + VARLENA_HEADER + data;
    }

    static int aligned(int bytes, int alignment) {
        return (bytes + alignment - 1) / alignment * alignment;
    }

    /** Bytes of the value with this number, without its header; of a fixed type its length. */
    static int data(String type, ColumnProfile column, long index) {
        TypeLayout layout = of(type);
        if (!layout.varlena()) {
            return layout.length();
        }
        if (type.startsWith("numeric")) {
            return numeric(column.from() + index * column.step(), column.step());
        }
        return switch (type) {
            case "tstzrange", "int8range" -> 21;
            case "daterange" -> 13;
            case "inet" -> 6;
            case "text[]" -> array(column);
            default -> column.length(index);
        };
    }

    /** Groups of four decimal digits on both sides of the point, zeros at the ends left out (numeric.c). */
    private static int numeric(double value, double step) {
        int scale = (int) Math.max(0, Math.round(-Math.log10(step)));
        long unscaled = Math.abs(Math.round(value * Math.pow(10, scale)));
        if (unscaled == 0) {
            return 2;
        }
        int behind = (scale + 3) / 4;
        long shifted = unscaled * (long) Math.pow(10, behind * 4 - scale);
        int groups = 0;
        boolean significant = false;
        while (shifted > 0) {
            significant |= shifted % 10_000 != 0;
            if (significant) {
                groups++;
            }
            shifted /= 10_000;
        }
        // zeros between the point and the first digit are left out too
        return 2 + 2 * groups;
    }

    private static int array(ColumnProfile column) {
        int element = aligned(VARLENA_HEADER + ValueTexts.element(0).length(), 4);
        return 20 + ColumnProfile.ELEMENTS_PER_ROW * element;
    }
}
