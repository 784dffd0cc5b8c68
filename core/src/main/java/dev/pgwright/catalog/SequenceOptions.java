package dev.pgwright.catalog;

/** How a sequence counts. */
public record SequenceOptions(long start, long increment, long minimum, long maximum, long cache, boolean cycle) {
    /** What {@code GENERATED ... AS IDENTITY} gives a bigint column. */
    public static final SequenceOptions BIGINT = defaults("bigint");

    /**
     * What an ascending sequence of a type has when nothing is said.
     *
     * @param dataType {@code smallint}, {@code integer}, else bigint
     */
    public static SequenceOptions defaults(String dataType) {
        return new SequenceOptions(1, 1, 1, greatest(dataType), 1, false);
    }

    /** What a sequence with this increment has when nothing else is said (CREATE SEQUENCE, PostgreSQL 18). */
    public static SequenceOptions defaults(String dataType, long increment) {
        return increment > 0
                ? new SequenceOptions(1, increment, 1, greatest(dataType), 1, false)
                : new SequenceOptions(-1, increment, -greatest(dataType) - 1, -1, 1, false);
    }

    private static long greatest(String dataType) {
        return switch (dataType) {
            case "smallint" -> Short.MAX_VALUE;
            case "integer" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }
}
