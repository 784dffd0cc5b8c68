package dev.pgwright.design.volume;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How PostgreSQL names a partition's part of its parent's indexes: after the partition and the columns
 * ({@code ChooseIndexName} and {@code makeObjectName} in indexcmds.c).
 */
final class PartitionIndexNames {
    private static final int LONGEST = 63;

    private PartitionIndexNames() {}

    /** From the name of the parent's index or constraint to the partition's. */
    static Map<String, String> of(Table parent, Table partition) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        String table = partition.name().name();
        for (Constraint constraint : parent.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey) {
                put(names, taken, constraint.name(), table, "", "pkey");
            } else if (constraint instanceof Constraint.Unique unique) {
                put(names, taken, constraint.name(), table, joined(unique.columns()), "key");
            } else if (constraint instanceof Constraint.Exclusion exclusion) {
                List<String> keys = exclusion.elements().stream()
                        .map(element -> key(element.element()))
                        .toList();
                put(names, taken, constraint.name(), table, joined(keys), "excl");
            }
        }
        for (Index index : parent.indexes()) {
            List<String> columns = new ArrayList<>(
                    index.elements().stream().map(PartitionIndexNames::key).toList());
            columns.addAll(index.include());
            put(names, taken, index.name(), table, joined(columns), "idx");
        }
        return names;
    }

    private static String key(IndexElement element) {
        return element.expression() ? "expr" : element.key();
    }

    private static String joined(List<String> columns) {
        return String.join("_", columns);
    }

    private static void put(
            Map<String, String> names, Set<String> taken, String index, String table, String columns, String label) {
        String name = name(table, columns, label);
        for (int pass = 1; !taken.add(name); pass++) {
            name = name(table, columns, label + pass);
        }
        names.put(index, name);
    }

    /** The longer of the first two parts is cut until all fit. */
    private static String name(String table, String columns, String label) {
        int available = LONGEST - label.length() - 1 - (columns.isEmpty() ? 0 : 1);
        int first = table.length();
        int second = Math.min(columns.length(), LONGEST);
        while (first + second > available) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        return table.substring(0, first) + (columns.isEmpty() ? "" : "_" + columns.substring(0, second)) + "_" + label;
    }
}
