package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TruncateStmt;

/** TRUNCATE of a table that holds data. */
public final class TruncateTable implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("truncate-table", Needs.SQL, Severity.ERROR)
            .detects("TRUNCATE of a table that the migration did not make.")
            .cost("ACCESS EXCLUSIVE; all rows are lost, triggers for each row do not fire")
            .losesData()
            .safe("Delete in batches, or swap in an empty table and keep the old one until nobody " + "misses it.")
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof TruncateStmt truncate) {
            for (Node node : truncate.relations()) {
                if (node instanceof RangeVar range) {
                    statement
                            .existing(range)
                            .ifPresent(table -> report.found(
                                            statement,
                                            "TRUNCATE removes all rows of " + table
                                                    + ", and nothing but a backup brings them back")
                                    .on(table)
                                    .at(range.location())
                                    .whateverTheSize());
                }
            }
        }
    }
}
