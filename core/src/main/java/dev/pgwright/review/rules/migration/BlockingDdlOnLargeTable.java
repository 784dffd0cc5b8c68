package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Impact;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;

/** Work on all rows of a large table while others wait. */
public final class BlockingDdlOnLargeTable implements StatementRule {
    private static final Parameter ROWS =
            new Parameter("min-rows", 1_000_000, "rows of the table from which on it is large");
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 1_024, "size of the table in MB from which on it is large");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "blocking-ddl-on-large-table", Needs.STATISTICS, Severity.ERROR)
            .detects("A scan or rewrite under a lock that blocks reads or writes, on a table above the size limits.")
            .cost("as long as the table is large")
            .safe("Take the form of the change that works beside reads and writes.")
            .parameter(ROWS)
            .parameter(MEGABYTES)
            .seed("Planning: how long will it take")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Impact.of(statement.step(), statement.facts()).stream()
                .filter(impact -> impact.takesLong() && impact.effect().mode().blocksWrites())
                .filter(impact -> impact.size().rows() >= report.limit(ROWS)
                        || impact.size().bytes() >= report.limit(MEGABYTES) << 20)
                .findFirst()
                .ifPresent(impact -> report.found(
                                statement,
                                "This " + impact.work() + " " + impact.table() + " and blocks " + impact.blocked()
                                        + " meanwhile, for about " + Amounts.duration(impact.seconds()))
                        .on(impact.size().name())
                        .whateverTheSize());
    }
}
