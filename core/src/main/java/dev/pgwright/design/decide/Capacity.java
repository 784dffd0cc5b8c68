package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.requirements.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large a table and its indexes become. Rows are laid out by PostgreSQL's rules (documentation 66.6: a tuple header
 * of 23 bytes, alignment to 8, a line pointer of 4, pages of 8 kB with a header of 24); widths of texts are assumed.
 */
public record Capacity(String table, long rowsAtStart, long rowsAtHorizon, double heapBytes, double indexBytes) {
    private static final double PAGE_USE = (8192d - 24) / 8192;
    /** Pages of a B-tree are filled to 90 % and stay at about 75 % under random inserts. */
    private static final double BTREE_USE = 0.75;

    private static final int TUPLE_HEADER = 24;
    private static final int LINE_POINTER = 4;
    private static final int ENTRY_OVERHEAD = 12;
    private static final int GIN_ENTRIES = 12;

    public double bytes() {
        return heapBytes + indexBytes;
    }

    /** The tables whose volume is stated, largest first. */
    public static List<Capacity> of(Design design) {
        List<Capacity> all = new ArrayList<>();
        for (Table table : design.catalog().tables()) {
            rows(design, table)
                    .ifPresent(rows -> all.add(new Capacity(
                            table.name().toString(),
                            rows.start(),
                            rows.horizon(),
                            rows.horizon() * rowBytes(table) / PAGE_USE,
                            rows.horizon() * indexBytes(table))));
        }
        all.sort((left, right) -> Double.compare(right.bytes(), left.bytes()));
        return all;
    }

    private record Rows(long start, long horizon) {}

    private static Optional<Rows> rows(Design design, Table table) {
        for (var entityTable : design.mapping().tables()) {
            if (entityTable.name().equals(table.name())) {
                return rows(entityTable.entity().volume(), entityTable.entity().retention());
            }
        }
        return design.mapping().junctions().stream()
                .filter(junction -> junction.name().equals(table.name()))
                .findFirst()
                .flatMap(junction -> rows(junction.relationship().volume(), null));
    }

    private static Optional<Rows> rows(Entity.@Nullable Volume volume, Entity.@Nullable Retention retention) {
        if (volume == null) {
            return Optional.empty();
        }
        long horizon = volume.rowsAfter(SchemaDesigner.HORIZON_DAYS);
        return Optional.of(new Rows(
                volume.rows(),
                retention == null ? horizon : Math.min(horizon, PartitioningDecision.keptRows(volume, retention))));
    }

    /** Bytes of a row in the heap, line pointer included; nulls are counted as if they were there. */
    static int rowBytes(Table table) {
        int bytes = TUPLE_HEADER;
        for (Column column : table.columns()) {
            int alignment = alignment(column.type());
            bytes = (bytes + alignment - 1) / alignment * alignment + Widths.bytes(column.type());
        }
        return (bytes + 7) / 8 * 8 + LINE_POINTER;
    }

    private static int alignment(String type) {
        return switch (type) {
            case "bigint", "timestamp with time zone", "time without time zone", "interval", "point" -> 8;
            case "integer", "date" -> 4;
            case "boolean", "uuid" -> 1;
            default -> type.contains(".") ? 4 : 1; // an enum; short texts are not aligned
        };
    }

    private static double indexBytes(Table table) {
        double bytes = 0;
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                bytes += btree(table, key.columns());
            } else if (constraint instanceof Constraint.Unique unique) {
                bytes += btree(table, unique.columns());
            } else if (constraint instanceof Constraint.Exclusion) {
                bytes += 2 * btree(table, List.of());
            }
        }
        for (Index index : table.indexes()) {
            List<String> columns = new ArrayList<>(
                    index.elements().stream().map(IndexElement::key).toList());
            columns.addAll(index.include());
            bytes += switch (index.method()) {
                case "gin" -> GIN_ENTRIES * 6d;
                case "brin" -> 0.01;
                case "gist" -> 2 * btree(table, columns);
                default -> btree(table, columns);
            };
        }
        return bytes;
    }

    private static double btree(Table table, List<String> columns) {
        int width = 0;
        for (String name : columns) {
            width += table.column(name)
                    .map(column -> Widths.bytes(column.type()))
                    .orElse(8);
        }
        return (ENTRY_OVERHEAD + (width + 7) / 8 * 8) / BTREE_USE;
    }
}
