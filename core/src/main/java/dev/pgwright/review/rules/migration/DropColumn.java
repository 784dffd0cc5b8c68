package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;

/** DROP COLUMN on a table that is in use. */
public final class DropColumn implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-column", Needs.SQL, Severity.ERROR)
            .detects("ALTER TABLE ... DROP COLUMN of a column that was there before the migration.")
            .cost("ACCESS EXCLUSIVE, brief; the values are lost, and code that names the column fails at once")
            .losesData()
            .safe("Release code that does not name the column first, keep a copy of its values, and drop it in a later"
                    + " release.")
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_DropColumn)) {
            String column = action.command().name();
            boolean missing = action.command().missingOk()
                    && action.knownTable().isPresent()
                    && action.knownColumn().isEmpty();
            if (column != null
                    && !missing
                    && !statement.migration().isNewColumn(action.table(), column)
                    && !WholeFile.isTakenOver(statement, action.table(), column)) {
                report.found(
                                action,
                                "Column " + column + " of " + action.table()
                                        + " is dropped with all its values, and code that still names it fails at once")
                        .whateverTheSize()
                        .advice("Release code that does not name " + column + " first (SELECT * and INSERT without a"
                                + " column list name it, too), keep a copy of its values, and drop it in a later"
                                + " release.");
            }
        }
    }
}
