package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.QueryCounts;
import java.util.Locale;

/** Queries that take long, or most of the time. */
public final class QueryCostly implements QueryRule {
    private static final double MINUTE = 60_000;
    private static final Parameter CALLS = new Parameter("min-calls", 10, "calls of a query that is no accident");
    private static final Parameter MEAN = new Parameter("max-mean-ms", 1_000, "time of a call on average, in ms");
    private static final Parameter SHARE =
            new Parameter("max-share-percent", 20, "part of the time of all queries, in percent");
    private static final RuleInfo INFO = RuleInfo.query("query-costly", Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A query's mean time, or its share of the time of all queries, is above the limit in pg_stat_statements.")
            .safe("Look at it with EXPLAIN (ANALYZE, BUFFERS), then at the index, the statistics or the query.")
            .byHand("what makes it slow is for its plan to show")
            .parameter(CALLS)
            .parameter(MEAN)
            .parameter(SHARE)
            .seed("Optimizing: get slow query logs")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        QueryCounts counts = query.known().map(KnownQuery::counts).orElse(null);
        if (counts == null || counts.calls() < report.limit(CALLS)) {
            return;
        }
        boolean slow = counts.meanMs() >= report.limit(MEAN);
        boolean much = counts.share() * 100 >= report.limit(SHARE) && counts.totalMs() >= MINUTE;
        if (slow || much) {
            report.found(
                            query,
                            query.words() + " takes " + milliseconds(counts.meanMs()) + " a call, "
                                    + Amounts.duration(counts.totalMs() / 1_000) + " in " + counts.calls() + " calls")
                    .cost(
                            counts.blocks() == 0
                                    ? "for " + Amounts.rows(Math.round(counts.rowsPerCall())) + " a call"
                                    : Amounts.bytes(counts.blocks() * 8_192 / counts.calls())
                                            + " of tables and indexes for "
                                            + Amounts.rows(Math.round(counts.rowsPerCall())) + " a call")
                    .evidence(Evidence.MEASURED);
        }
    }

    static String milliseconds(double ms) {
        return ms >= 1_000
                ? String.format(Locale.ROOT, "%.1f s", ms / 1_000)
                : String.format(Locale.ROOT, ms < 1 ? "%.2f ms" : ms < 10 ? "%.1f ms" : "%.0f ms", ms);
    }
}
