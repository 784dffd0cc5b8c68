package dev.pgwright.design.volume;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PartitioningDecision;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.volume.Sizes.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

        /** What so many more rows add, each as large as those that are there. */
        private Amount ofRows(double more) {
            double part = rows == 0 ? 0 : Math.max(0, more) / rows;
            return new Amount(part * rows, part * heapBytes, part * toastBytes, part * indexBytes);
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
        Volumes before = Volumes.at(design, HORIZON_DAYS - DAYS_PER_MONTH);
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
                    horizon.get(i).ofRows(horizon.get(i).rows() - before.of(name))));
        }
        all.sort(Comparator.comparingDouble(Capacity::bytes).reversed().thenComparing(Capacity::table));
        return all;
    }

    private static Sizes sizes(Design design, int day) {
        Map<QualifiedName, Double> rowsOfRange = new HashMap<>();
        for (EntityTable table : design.mapping().tables()) {
            PartitioningDecision.rowsOfRange(design.mapping().requirements(), table.entity())
                    .ifPresent(rows -> rowsOfRange.put(table.name(), rows));
        }
        return new Sizes(design, Profiles.of(design, Volumes.at(design, day), Instant.EPOCH), rowsOfRange);
    }

    private static List<Amount> amounts(Design design, List<Table> tables, int day) {
        Volumes volumes = Volumes.at(design, day);
        Sizes sizes = sizes(design, day);
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
