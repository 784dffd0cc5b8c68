package dev.pgwright.design.volume;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.DataProfile;
import dev.pgwright.design.decide.Design;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is estimated of a small copy of the database, so that it can be compared with real rows.
 *
 * @param data the rows of the copy
 * @param tables a partitioned one as a whole
 */
public record SizeEstimates(DataProfile data, List<OfTable> tables) {
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    public SizeEstimates {
        tables = List.copyOf(tables);
    }

    /** Of a table with so many rows, and of its indexes in the order of their names. */
    public record OfTable(QualifiedName table, long rows, double bytes, List<OfIndex> indexes) {
        public OfTable {
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * @param kind what can be said of its size
     */
    public record OfIndex(String name, double bytes, Kind kind) {
        /** How sizes come about. */
        public enum Kind {
            /** A B-tree whose entries come behind all others, so that only one page grows at a time. */
            AT_THE_END(0.10),
            /** A B-tree whose pages all grow: they split at about the same time, and chance says when exactly. */
            BETWEEN_OTHERS(0.16),
            /** By how many words the texts have in common. */
            GIN(0.20),
            /** By splits that are drawn by lot, so that it differs from run to run. */
            GIST(0.16);

            private final double spread;

            Kind(double spread) {
                this.spread = spread;
            }

            /** How far estimates were off at most, as a part of the real size, at a million rows (docs/BENCHMARKS.md). */
            public double spread() {
                return spread;
            }
        }
    }

    /**
     * @param most rows of a table
     */
    public static SizeEstimates of(Design design, long most) {
        Volumes volumes = Volumes.at(design, Capacity.HORIZON_DAYS).atMost(most);
        DataProfile data = GeneratedRows.of(design, volumes, UNTIL);
        Sizes sizes = new Sizes(design, Profiles.of(design, volumes, UNTIL));
        List<OfTable> tables = new ArrayList<>();
        for (Table table : design.catalog().tables()) {
            if (data.tables().containsKey(table.name())) {
                long rows = volumes.of(table.name());
                tables.add(
                        new OfTable(table.name(), rows, sizes.heap(table, rows).bytes(), indexes(sizes, table, rows)));
            }
        }
        return new SizeEstimates(data, tables);
    }

    private static List<OfIndex> indexes(Sizes sizes, Table table, long rows) {
        return sizes.indexes(table, rows).stream()
                .map(size -> new OfIndex(size.relation().name(), size.bytes(), size.kind()))
                .sorted(Comparator.comparing(OfIndex::name))
                .toList();
    }

    /** Whether it is a GIN index. */
    public static boolean isGin(Table table, String name) {
        return table.indexes().stream()
                .anyMatch(index -> index.name().equals(name) && index.method().equals("gin"));
    }

    /** Whether it is a GiST index, or the constraint of one. */
    public static boolean isGist(Table table, String name) {
        boolean exclusion = table.constraints().stream()
                .anyMatch(constraint -> constraint instanceof Constraint.Exclusion
                        && constraint.name().equals(name));
        return exclusion
                || table.indexes().stream()
                        .filter(index -> index.name().equals(name))
                        .map(Index::method)
                        .anyMatch("gist"::equals);
    }
}
