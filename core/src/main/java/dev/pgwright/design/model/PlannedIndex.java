package dev.pgwright.design.model;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * An index of the design that no constraint brings.
 *
 * @param type why its method was chosen
 * @param serves names of access patterns and foreign keys, sorted
 * @param cost what it costs on writing, as a clause
 */
public record PlannedIndex(QualifiedName table, Index index, String type, List<String> serves, String cost) {
    /** Topic of the decisions on indexes, built and not built. */
    public static final String TOPIC = "Indexes";

    public PlannedIndex {
        serves = serves.stream().sorted().distinct().toList();
    }
}
