package dev.pgwright.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The partitions of a catalog, folded into the tables they are parts of: pictures and documents show those only. */
public final class Partitions {
    private final Catalog catalog;
    private final Map<QualifiedName, List<Table>> children = new TreeMap<>();
    private final Map<QualifiedName, Table> tables = new TreeMap<>();

    private Partitions(Catalog catalog) {
        this.catalog = catalog;
        catalog.tables().forEach(table -> tables.put(table.name(), table));
        for (Table table : catalog.tables()) {
            PartitionOf partitionOf = table.partitionOf();
            if (partitionOf != null && tables.containsKey(partitionOf.parent())) {
                children.computeIfAbsent(partitionOf.parent(), parent -> new ArrayList<>())
                        .add(table);
            }
        }
    }

    public static Partitions of(Catalog catalog) {
        return new Partitions(catalog);
    }

    /** The tables that are no partition of another one in the catalog, in its order. */
    public List<Table> roots() {
        return catalog.tables().stream().filter(table -> !isFolded(table)).toList();
    }

    /** The direct partitions of a table, in order of name. */
    public List<Table> of(Table table) {
        return children.getOrDefault(table.name(), List.of());
    }

    /** All partitions below a table that hold rows: those that are divided further do not. */
    public int leaves(Table table) {
        return of(table).stream()
                .mapToInt(part -> part.partitioning() == null ? 1 : leaves(part))
                .sum();
    }

    /** {@code partitioned by range (created_at) · + 12 partitions}; empty for a table that is not partitioned. */
    public Optional<String> words(Table table) {
        Partitioning partitioning = table.partitioning();
        if (partitioning == null) {
            return Optional.empty();
        }
        String keys = partitioning.keys().stream().map(IndexElement::key).collect(Collectors.joining(", "));
        int count = leaves(table);
        return Optional.of("partitioned by " + partitioning.strategy().name().toLowerCase(Locale.ROOT) + " (" + keys
                + ")" + (count == 0 ? "" : " · + " + count + (count == 1 ? " partition" : " partitions")));
    }

    private boolean isFolded(Table table) {
        return table.partitionOf() != null
                && tables.containsKey(table.partitionOf().parent());
    }
}
