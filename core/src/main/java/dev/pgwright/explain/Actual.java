package dev.pgwright.explain;

import org.jspecify.annotations.Nullable;

/**
 * What {@code EXPLAIN ANALYZE} measured of a node. Times (milliseconds) and rows are averages of one execution; buffers
 * are sums over all of them and include those of the nodes below.
 *
 * @param startupTime until the first row; null with {@code TIMING OFF}
 * @param totalTime until the last row; null with {@code TIMING OFF}
 * @param rows from 18 on with fractions
 * @param loops executions, in all processes; 0 if the node was never reached
 * @param removedByFilter rows of one execution that the filter threw away
 * @param removedByRecheck rows of one execution that an inexact index had promised in vain
 * @param heapFetches visits to the table of an index-only scan
 * @param sortMethod for example {@code external merge}
 * @param sortSpace kB
 * @param sortSpaceType {@code Memory} or {@code Disk}
 * @param hashBatches 1 if the hash table was held in memory
 * @param buffers null without {@code BUFFERS}
 */
public record Actual(
        @Nullable Double startupTime,
        @Nullable Double totalTime,
        double rows,
        double loops,
        double removedByFilter,
        double removedByJoinFilter,
        double removedByRecheck,
        double heapFetches,
        @Nullable String sortMethod,
        long sortSpace,
        @Nullable String sortSpaceType,
        long hashBatches,
        @Nullable Buffers buffers) {
    /**
     * Pages of 8 kB.
     *
     * @param sharedHit found in shared memory
     * @param sharedRead asked of the operating system
     */
    public record Buffers(
            long sharedHit,
            long sharedRead,
            long sharedDirtied,
            long sharedWritten,
            long localHit,
            long localRead,
            long tempRead,
            long tempWritten) {}

    /** Whether the node put rows into temporary files because memory did not suffice. */
    public boolean spilled() {
        return "Disk".equals(sortSpaceType) || hashBatches > 1;
    }
}
