package dev.pgwright.catalog;

import java.util.List;

/** How a partitioned table is divided. */
public record Partitioning(Strategy strategy, List<IndexElement> keys) {
    public Partitioning {
        keys = List.copyOf(keys);
    }

    /** The partitioning methods. */
    public enum Strategy {
        RANGE,
        LIST,
        HASH
    }
}
