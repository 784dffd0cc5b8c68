package dev.pgwright.design.volume;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.volume.Sizes.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How large a table and its indexes are: rows as stated, bytes as PostgreSQL lays them out, without bloat.
 *
 * @param rowBytes of a row in the heap, line pointer and its part of the page included
 * @param start on the day of go-live
 * @param horizon two years later, after retention
 * @param perMonth what is added in the last month before the horizon; 0 where as many rows expire as come
 */
public record Capacity(String table, double rowBytes, Amount start, Amount horizon, Amount perMonth) {
    /** Volumes are judged two years ahead: beyond that a business rarely knows. */
    public static final int HORIZON_DAYS = SchemaDesigner.HORIZON_DAYS;

    private static final int DAYS_PER_MONTH = 30;

    /**
     * Rows and their bytes.
     *
     * @param heapBytes of the table itself
     * @param toastBytes of values out of line, with their index
     */
    public record Amount(double rows, double heapBytes, double toastBytes, double indexBytes) {
        public double bytes() {
            return heapBytes + toastBytes + indexBytes;
        }

        private Amount less(Amount earlier) {
            return new Amount(
                    Math.max(0, rows - earlier.rows),
                    Math.max(0, heapBytes - earlier.heapBytes),
                    Math.max(0, toastBytes - earlier.toastBytes),
                    Math.max(0, indexBytes - earlier.indexBytes));
        }
    }

    /** At the horizon. */
    public double bytes() {
        return horizon.bytes();
    }

    /** Of all tables, a partitioned one as a whole; largest first. */
    public static List<Capacity> of(Design design) {
        List<Table> tables = design.catalog().tables().stream()
                .filter(table -> table.partitionOf() == null)
                .toList();
        List<Amount> start = amounts(design, tables, 0);
        List<Amount> before = amounts(design, tables, HORIZON_DAYS - DAYS_PER_MONTH);
        List<Amount> horizon = amounts(design, tables, HORIZON_DAYS);
        Sizes sizes = sizes(design, HORIZON_DAYS);
        List<Capacity> all = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            QualifiedName name = tables.get(i).name();
            all.add(new Capacity(
                    name.toString(),
                    sizes.rowBytes(tables.get(i)),
                    start.get(i),
                    horizon.get(i),
                    horizon.get(i).less(before.get(i))));
        }
        all.sort(Comparator.comparingDouble(Capacity::bytes).reversed().thenComparing(Capacity::table));
        return all;
    }

    private static Sizes sizes(Design design, int day) {
        return new Sizes(design, Profiles.of(design, Volumes.at(design, day), Instant.EPOCH));
    }

    private static List<Amount> amounts(Design design, List<Table> tables, int day) {
        Volumes volumes = Volumes.at(design, day);
        Sizes sizes = new Sizes(design, Profiles.of(design, volumes, Instant.EPOCH));
        return tables.stream()
                .map(table -> amount(sizes, table, volumes.of(table.name())))
                .toList();
    }

    private static Amount amount(Sizes sizes, Table table, double rows) {
        return new Amount(
                rows,
                sizes.heap(table, rows).bytes(),
                sizes.toastBytes(table, rows),
                sizes.indexes(table, rows).stream().mapToDouble(Size::bytes).sum());
    }
}
