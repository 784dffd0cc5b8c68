package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.TransactionStmtKind;
import java.util.List;

/** Subtransactions in migrations. */
public final class SavepointInMigration implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("savepoint-in-migration", Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("SAVEPOINT, or a block with EXCEPTION inside of a loop of a DO block: each one is "
                    + "a subtransaction.")
            .cost("more than 64 subtransactions overflow the cache of the backend and slow down the "
                    + "snapshots of others")
            .safe("Use separate short transactions.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof TransactionStmt control
                && control.kind() == TransactionStmtKind.TRANS_STMT_SAVEPOINT) {
            report.found(
                    statement, "The savepoint " + control.savepointName() + " is a subtransaction of the migration");
        }
        if (statement.tree() instanceof DoStmt) {
            for (Inner inner : statement.body().map(RoutineBody::statements).orElse(List.of())) {
                if (inner.is("PLpgSQL_stmt_block")
                        && inner.node().node("exceptions").isPresent()
                        && !inner.loops().isEmpty()) {
                    report.found(statement, "Every turn of the loop opens a subtransaction for this block's EXCEPTION")
                            .at(inner.span());
                }
            }
        }
    }
}
