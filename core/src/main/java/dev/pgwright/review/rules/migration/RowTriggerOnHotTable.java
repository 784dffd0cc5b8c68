package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.CreateTrigStmt;

/** Triggers that run for every row of a table that is written all the time. */
public final class RowTriggerOnHotTable implements StatementRule {
    private static final Parameter PER_SECOND =
            new Parameter("min-writes-per-second", 100, "written rows a second from which on a table is hot");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "row-trigger-on-hot-table", Needs.STATISTICS, Severity.WARNING)
            .detects("A FOR EACH ROW trigger is added to a table with a high write rate.")
            .cost("a call of the function for every row written")
            .safe("Take a statement trigger with transition tables, a generated column, or work that is done later.")
            .parameter(PER_SECOND)
            .seed("Optimizing: consider impact on writes")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof CreateTrigStmt trigger) || !trigger.row() || trigger.relation() == null) {
            return;
        }
        statement
                .existing(trigger.relation())
                .flatMap(statement.facts()::table)
                .filter(table -> table.writesPerSecond() >= report.limit(PER_SECOND))
                .ifPresent(table -> report.found(
                                statement,
                                "The trigger " + trigger.trigname() + " runs for each of the "
                                        + Math.round(table.writesPerSecond()) + " rows a second that are written to "
                                        + table.name())
                        .on(table.name())
                        .whateverTheSize());
    }
}
