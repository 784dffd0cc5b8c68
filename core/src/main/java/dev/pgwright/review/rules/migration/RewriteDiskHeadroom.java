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

/** Rewrites that need the table's space once more. */
public final class RewriteDiskHeadroom implements StatementRule {
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 1_024, "size of the table with its indexes in MB from which on it matters");
    private static final RuleInfo INFO = RuleInfo.migration("rewrite-disk-headroom", Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A statement that rewrites a table above the size limit, so that it needs as much free disk again.")
            .cost("the old and the new files of table and indexes are there together until the commit, and WAL besides")
            .safe("Make sure of the free space first, or fill a new column or table in batches.")
            .parameter(MEGABYTES)
            .seed("Planning: assess risk")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Impact.of(statement.step(), statement.facts()).stream()
                .filter(impact -> impact.takesLong() && impact.effect().rewrites())
                .filter(impact -> both(impact) >= report.limit(MEGABYTES) << 20)
                .findFirst()
                .ifPresent(impact -> report.found(
                                statement,
                                "Rewriting " + impact.size().name() + " needs about "
                                        + Amounts.bytes(both(impact))
                                        + " of free disk until the commit: table and indexes are there twice")
                        .on(impact.size().name())
                        .whateverTheSize());
    }

    private static long both(Impact impact) {
        return impact.size().bytes() + impact.size().indexBytes();
    }
}
