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

/** Queries whose sorts and hashes do not fit into memory. */
public final class QuerySpillsToDisk implements QueryRule {
    private static final int BLOCK = 8_192;
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 1, "temporary files of a call on average, in MB, that are worth a word");
    private static final RuleInfo INFO = RuleInfo.query("query-spills-to-disk", Needs.STATISTICS, Severity.ADVICE)
            .detects("A query writes temporary files (pg_stat_statements, temp_blks_written).")
            .cost("its sorts and hashes are written to disk and read again")
            .safe("Give it an index in the order it needs, or fewer rows to sort; else a larger work_mem for its role.")
            .byHand("what makes it slow is for its plan to show")
            .parameter(MEGABYTES)
            .seed("Optimizing: identify the problem")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        QueryCounts counts = query.known().map(KnownQuery::counts).orElse(null);
        if (counts != null && counts.calls() > 0) {
            long bytes = counts.spilledBlocks() * BLOCK / counts.calls();
            if (bytes >= report.limit(MEGABYTES) << 20) {
                report.found(
                                query,
                                query.words() + " writes " + Amounts.bytes(bytes) + " of temporary files a call, in "
                                        + counts.calls() + " calls")
                        .evidence(Evidence.MEASURED);
            }
        }
    }
}
