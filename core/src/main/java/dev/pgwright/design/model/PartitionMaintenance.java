package dev.pgwright.design.model;

import dev.pgwright.catalog.QualifiedName;

/**
 * How a table that is divided by time gets its partitions and loses them.
 *
 * @param column that it is divided by
 * @param defaultPartition where rows go whose partition nobody has made
 * @param make {@code make(since date, through date)}: makes what is missing, moves rows from the default partition, gives
 *     the number of partitions made
 * @param drop {@code drop(before date)}: drops partitions that end by then, gives their number
 * @param daysAhead for which partitions are made before their rows come, by the width of a partition
 */
public record PartitionMaintenance(
        QualifiedName table,
        String column,
        QualifiedName defaultPartition,
        QualifiedName make,
        QualifiedName drop,
        int daysAhead) {}
