package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.QueryCounts;

/** Queries that are fast at one time and slow at another. */
public final class QueryDegradingOrUnstable implements QueryRule {
    private static final Parameter CALLS =
            new Parameter("min-calls", 100, "calls from which on a deviation says something");
    private static final Parameter MEAN =
            new Parameter("min-mean-ms", 20, "time of a call on average, in ms, that matters");
    private static final Parameter FACTOR =
            new Parameter("max-deviation", 3, "how many times its mean time its standard deviation may be");
    private static final RuleInfo INFO = RuleInfo.query(
                    "query-degrading-or-unstable", Needs.STATISTICS, Severity.WARNING)
            .detects("The time of a query's calls differs by far more than its mean (pg_stat_statements).")
            .safe("Compare the plans for different values of its parameters, and what it waits for; renew statistics.")
            .byHand("what makes it slow is for its plan to show")
            .parameter(CALLS)
            .parameter(MEAN)
            .parameter(FACTOR)
            .seed("Optimizing: compare before/after")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        QueryCounts counts = query.known().map(KnownQuery::counts).orElse(null);
        if (counts != null
                && counts.calls() >= report.limit(CALLS)
                && counts.meanMs() >= report.limit(MEAN)
                && counts.deviationMs() >= report.limit(FACTOR) * counts.meanMs()) {
            report.found(
                            query,
                            query.words() + " takes " + QueryCostly.milliseconds(counts.meanMs())
                                    + " a call on average, with a standard deviation of "
                                    + QueryCostly.milliseconds(counts.deviationMs()))
                    .evidence(Evidence.MEASURED);
        }
    }
}
