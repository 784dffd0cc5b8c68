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

/** Index builds that run for many minutes. */
public final class LongIndexBuild implements StatementRule {
    private static final Parameter SECONDS =
            new Parameter("max-seconds", 300, "expected seconds that a build may take");
    private static final RuleInfo INFO = RuleInfo.migration("long-index-build", Needs.STATISTICS, Severity.WARNING)
            .detects("An index build on a table whose size lets expect a run longer than the limit.")
            .cost("a lock on the table for minutes, and heavy reading and writing of disks")
            .safe("Raise maintenance_work_mem and max_parallel_maintenance_workers, run it off-peak, and watch"
                    + " pg_stat_progress_create_index.")
            .parameter(SECONDS)
            .seed("Planning: how long will it take")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Impact.of(statement.step(), statement.facts()).stream()
                .filter(impact -> impact.takesLong()
                        && impact.effect().buildsIndex()
                        && !impact.effect().rewrites())
                .filter(impact -> impact.seconds() > report.limit(SECONDS))
                .findFirst()
                .ifPresent(impact -> report.found(
                                statement,
                                "Building the index on " + impact.table() + " takes about "
                                        + Amounts.duration(impact.seconds()))
                        .on(impact.size().name())
                        .whateverTheSize());
    }
}
