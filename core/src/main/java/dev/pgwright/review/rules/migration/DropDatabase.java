package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.CreatedbStmt;
import dev.pgwright.sql.tree.DropdbStmt;

/** DROP DATABASE in a migration. */
public final class DropDatabase implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-database", Needs.SQL, Severity.ERROR)
            .detects("DROP DATABASE in a migration.")
            .cost("the whole database is lost")
            .losesData()
            .safe("Take the statement out; a database is dropped by hand, with a backup that has been restored once.")
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof DropdbStmt drop && drop.dbname() != null) {
            String name = drop.dbname();
            boolean made = statement.migration().steps().stream()
                    .anyMatch(step -> step.tree() instanceof CreatedbStmt create && name.equals(create.dbname()));
            if (!made) {
                report.found(
                                statement,
                                "Database " + drop.dbname() + " is dropped with all that is in it, and no transaction"
                                        + " takes it back")
                        .about(drop.dbname());
            }
        }
    }
}
