package dev.pgwright.design.decide;

import org.jspecify.annotations.Nullable;

/** Whether an index is worth what it costs every writer. */
final class IndexWorthDecision {
    /** A row visit in milliseconds, most pages in memory. */
    static final double MILLIS = 0.02;
    /** Of a latency target; the rest is for the network, planning and a bad day. */
    private static final double SHARE_OF_TARGET = 0.5;
    /** A table of which a whole scan is this cheap, in visits, needs no index for it: about a thousand rows. */
    private static final double TRIFLE = 30;
    /** So few row visits, a few milliseconds at most, are not worth one more index to write and to keep in memory. */
    private static final double FEW = 150;
    /** What the other way may cost at most, relative to the index, for the index to be the same thing twice. */
    private static final double SAME = 1.2;

    /** Where the tree ends. */
    enum Leaf {
        /** Something that is there anyway does as well. */
        SERVED,
        /** The table is so small that reading all of it is as fast. */
        SMALL_TABLE,
        /** What is there leaves so few rows that passing over some or sorting them is nothing. */
        FEW_ROWS,
        /** Without it the query misses its latency target. */
        TARGET,
        /** What reads save is more than what writes pay. */
        PAYS,
        /** Writes pay more than reads save. */
        WRITES_OUTWEIGH;

        boolean built() {
            return this == TARGET || this == PAYS;
        }
    }

    private IndexWorthDecision() {}

    /**
     * @param without row visits of one call by the best other way
     * @param with row visits of one call through the index
     * @param callsPerSecond in the busy hour
     * @param wholeTable row visits of reading all of the table
     * @param separate whether it is one more index, and not an index that is there anyway with more columns
     * @param writesPerSecond what keeping the index costs in the busy hour, in row visits
     */
    static Leaf leaf(
            double without,
            double with,
            double callsPerSecond,
            @Nullable Double latencyMillis,
            double wholeTable,
            boolean separate,
            double writesPerSecond) {
        if (without <= with * SAME) {
            return Leaf.SERVED;
        }
        if (wholeTable <= TRIFLE) {
            return Leaf.SMALL_TABLE;
        }
        if (separate && without <= FEW) {
            return Leaf.FEW_ROWS;
        }
        boolean missed = latencyMillis != null && without * MILLIS > latencyMillis * SHARE_OF_TARGET;
        if (missed) {
            return Leaf.TARGET;
        }
        return (without - with) * callsPerSecond > writesPerSecond ? Leaf.PAYS : Leaf.WRITES_OUTWEIGH;
    }
}
