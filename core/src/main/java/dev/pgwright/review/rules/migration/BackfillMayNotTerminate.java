package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.Optional;

/** Batch loops that may go on for ever. */
public final class BackfillMayNotTerminate implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("backfill-may-not-terminate", Needs.SQL, Severity.WARNING)
            .detects("A batch loop goes on until its UPDATE finds no row, but the UPDATE does not make "
                    + "its own condition false, or new rows keep fulfilling it.")
            .safe("Fix the upper bound of the key before the loop, and make new rows right by a "
                    + "default or trigger before the backfill.")
            .seed("Migrations: backfills use batching for large tables")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        statement.bodyWith("loop").ifPresent(body -> {
            for (Inner loop : body.statements()) {
                if (RoutineBody.ENDLESS_LOOPS.contains(loop.node().kind()) && BatchLoop.endsByRows(body, loop)) {
                    check(statement, body, loop, report);
                }
            }
        });
    }

    private static void check(StatementContext statement, RoutineBody body, Inner loop, Report report) {
        for (Inner inner : body.within(loop.node())) {
            if (inner.sql() instanceof UpdateStmt update
                    && update.relation() != null
                    && inner.loops().get(inner.loops().size() - 1) == loop.node()) {
                Optional<Table> table = statement.state().table(update.relation());
                QualifiedName name = statement.state().resolve(update.relation());
                BatchLoop.fault(update, table, body.variables())
                        .ifPresent(fault -> report.found(statement, fault.replace("{table}", name.toString()))
                                .at(inner.span())
                                .about(name.toString()));
            }
        }
    }
}
