package dev.pgwright.catalog;

/**
 * Makes a table a partition.
 *
 * @param bound as {@code pg_get_expr(relpartbound)} gives it: {@code FOR VALUES ...} or {@code DEFAULT}
 */
public record PartitionOf(QualifiedName parent, String bound) {
    /** The bound of the partition that takes what no other does. */
    public static final String DEFAULT = "DEFAULT";

    public boolean isDefault() {
        return bound.equalsIgnoreCase(DEFAULT);
    }
}
