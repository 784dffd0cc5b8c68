package dev.pgwright.catalog;

/** How a sequence counts. */
public record SequenceOptions(long start, long increment, long minimum, long maximum, long cache, boolean cycle) {
    /** What {@code GENERATED ... AS IDENTITY} gives a bigint column. */
    public static final SequenceOptions BIGINT = new SequenceOptions(1, 1, 1, Long.MAX_VALUE, 1, false);
}
