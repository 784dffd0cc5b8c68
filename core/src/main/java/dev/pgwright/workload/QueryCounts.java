package dev.pgwright.workload;

/**
 * What was counted of a query (pg_stat_statements), all roles together.
 *
 * @param calls how often it was run to its end
 * @param totalMs how long that took altogether, in ms
 * @param deviationMs standard deviation of the time of a call, in ms; 0 when nobody knows
 * @param rows that it gave or changed altogether
 * @param blocks of 8 kB that it looked at in tables and indexes altogether, whether in memory or on disk
 * @param spilledBlocks of 8 kB that it wrote to temporary files altogether
 * @param share of the time of all queries that were counted, 0 to 1
 */
public record QueryCounts(
        long calls, double totalMs, double deviationMs, long rows, long blocks, long spilledBlocks, double share) {
    /** How long a call took on average, in ms. */
    public double meanMs() {
        return calls == 0 ? 0 : totalMs / calls;
    }

    /** How many rows a call gave or changed on average. */
    public double rowsPerCall() {
        return calls == 0 ? 0 : (double) rows / calls;
    }

    /** The same of two roles that run the same query. */
    QueryCounts plus(QueryCounts other) {
        return new QueryCounts(
                calls + other.calls,
                totalMs + other.totalMs,
                Math.max(deviationMs, other.deviationMs),
                rows + other.rows,
                blocks + other.blocks,
                spilledBlocks + other.spilledBlocks,
                share + other.share);
    }

    /** The same with its share of a total. */
    QueryCounts of(double allMs) {
        double part = allMs <= 0 ? 0 : Math.round(totalMs / allMs * 10_000) / 10_000.0;
        return new QueryCounts(calls, totalMs, deviationMs, rows, blocks, spilledBlocks, part);
    }
}
