package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;

/**
 * Rows in pages of the heap (documentation 66.6 and 66.2 in version 18, heaptuple.c, heaptoast.c): a header of 23 bytes
 * and a bit for each column where any is null, values at their alignment, the whole a multiple of 8, a line pointer of 4;
 * pages of 8 kB with a header of 24. A row above 2 kB has its largest values moved out of line. Compression is left out:
 * pglz keeps only what becomes a quarter smaller, which long and repetitive texts do and short ones do not.
 *
 * @param rowBytes of a row in its table, line pointer and what stays unused at the ends of pages included
 * @param toastBytes of a row in the table's TOAST table and its index
 */
record HeapLayout(double rowBytes, double toastBytes) {
    static final int PAGE = 8_192;
    static final int PAGE_HEADER = 24;
    static final int LINE_POINTER = 4;
    private static final int TUPLE_HEADER = 23;
    private static final int SAMPLE = 3_000;
    /** TOAST_TUPLE_THRESHOLD and TOAST_TUPLE_TARGET: what lets four tuples fit on a page (heaptoast.h). */
    private static final int TOAST_TARGET = 2_032;

    private static final int TOAST_POINTER = 17;
    private static final int TOAST_CHUNK = 1_996;
    /** A tuple of the TOAST table with a whole chunk, and its entry in the index. */
    private static final double CHUNK_OVERHEAD = 24 + 8 + 4 + LINE_POINTER + 20 / 0.9;

    static HeapLayout of(Table table, TableProfile profile, SearchWidths search) {
        int columns = table.columns().size();
        TypeLayout[] layouts = new TypeLayout[columns];
        ColumnProfile[] profiles = new ColumnProfile[columns];
        for (int i = 0; i < columns; i++) {
            Column column = table.columns().get(i);
            layouts[i] = TypeLayout.of(column.type());
            profiles[i] = profile.column(column.name());
        }
        int fillfactor = Integer.parseInt(table.storageParameters().getOrDefault("fillfactor", "100"));
        int reserve = PAGE * (100 - fillfactor) / 100;
        double toast = 0;
        long pages = 1;
        int free = PAGE - PAGE_HEADER;
        int[] data = new int[columns];
        for (int row = 0; row < SAMPLE; row++) {
            for (int i = 0; i < columns; i++) {
                data[i] = data(table.columns().get(i), profiles[i], row, i);
            }
            search.put(table, data);
            int size = size(layouts, data);
            if (size > TOAST_TARGET) {
                Toasted toasted = toast(layouts, data, size);
                toast += toasted.outside();
                size = toasted.size();
            }
            int needed = TypeLayout.aligned(size, 8) + LINE_POINTER;
            if (free - needed < reserve && free < PAGE - PAGE_HEADER) {
                pages++;
                free = PAGE - PAGE_HEADER;
            }
            free -= needed;
        }
        double lastPage = 1 - (double) free / (PAGE - PAGE_HEADER);
        return new HeapLayout((pages - 1 + lastPage) * PAGE / SAMPLE, toast / SAMPLE);
    }

    /** Bytes of data of a column in a row; -1 for null and for what is computed when it is read. */
    private static int data(Column column, ColumnProfile profile, int row, int position) {
        boolean computed = column.generated() != null && !column.generated().stored();
        return computed || Sample.fraction(row, position) < profile.nullFraction()
                ? -1
                : dataBytes(column, profile, row, position);
    }

    /** Bytes of a value that is there. */
    static int dataBytes(Column column, ColumnProfile profile, long row, long position) {
        if (!profile.shares().isEmpty() && TypeLayout.of(column.type()).varlena()) {
            return share(profile, Sample.fraction(row, position + 2_000L)).length();
        }
        long index = (long) (Sample.fraction(row, position + 1_000L) * profile.distinct());
        return TypeLayout.data(column.type(), profile, index);
    }

    private static String share(ColumnProfile profile, double at) {
        double sum = 0;
        String last = "";
        for (var entry : profile.shares().entrySet()) {
            last = entry.getKey();
            sum += entry.getValue();
            if (at < sum) {
                break;
            }
        }
        return last;
    }

    private static int size(TypeLayout[] layouts, int[] data) {
        boolean nulls = false;
        for (int value : data) {
            nulls |= value < 0;
        }
        int offset = TypeLayout.aligned(TUPLE_HEADER + (nulls ? (data.length + 7) / 8 : 0), 8);
        for (int i = 0; i < data.length; i++) {
            if (data[i] >= 0) {
                offset = layouts[i].endOf(offset, data[i]);
            }
        }
        return offset;
    }

    private record Toasted(int size, double outside) {}

    /** Moves the largest values out until the row is small enough. */
    private static Toasted toast(TypeLayout[] layouts, int[] data, int before) {
        int size = before;
        double outside = 0;
        boolean[] moved = new boolean[data.length];
        while (size > TOAST_TARGET) {
            int largest = largest(layouts, data, moved);
            if (largest < 0 || data[largest] <= TOAST_POINTER) {
                break;
            }
            moved[largest] = true;
            double chunks = Math.ceil((double) data[largest] / TOAST_CHUNK);
            outside += data[largest] + chunks * CHUNK_OVERHEAD;
            data[largest] = TOAST_POINTER;
            size = size(layouts, data);
        }
        return new Toasted(size, outside);
    }

    private static int largest(TypeLayout[] layouts, int[] data, boolean[] without) {
        int largest = -1;
        for (int i = 0; i < data.length; i++) {
            if (layouts[i].varlena() && !without[i] && data[i] > 0 && (largest < 0 || data[i] > data[largest])) {
                largest = i;
            }
        }
        return largest;
    }

    /** The average width of a column's values as {@code pg_stats.avg_width} counts: with their header. */
    static int averageWidth(Table table, Column column, TableProfile profile, SearchWidths search) {
        TypeLayout layout = TypeLayout.of(column.type());
        if (!layout.varlena()) {
            return layout.length();
        }
        ColumnProfile values = profile.column(column.name());
        double sum = 0;
        int rows = 500;
        for (int row = 0; row < rows; row++) {
            int data = column.type().equals("tsvector")
                    ? search.bytes(table, column, profile)
                    : dataBytes(column, values, row, 0);
            sum += data <= TypeLayout.SHORT_DATA ? data + 1 : data + 4;
        }
        return (int) Math.max(1, Math.round(sum / rows));
    }
}
