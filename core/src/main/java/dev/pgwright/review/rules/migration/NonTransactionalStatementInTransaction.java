package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.locks.Transactionality;
import dev.pgwright.migrate.plan.Apart;
import dev.pgwright.migrate.plan.DoBlock;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import java.util.List;

/** Statements that PostgreSQL refuses in a transaction. */
public final class NonTransactionalStatementInTransaction implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "non-transactional-statement-in-transaction", Needs.SQL, Severity.ERROR)
            .detects("VACUUM, CREATE or DROP DATABASE or TABLESPACE, ALTER SYSTEM, REINDEX of a schema "
                    + "or database, or CLUSTER of all tables inside of a transaction or a DO block.")
            .cost("fails at run time")
            .safe("Run it in a separate step without a transaction.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (isRefused(statement.effects(), statement.tree()) && statement.inTransaction()) {
            Script script = statement.migration().migration().up();
            String words =
                    Statements.opening(statement.span().of(statement.source().text()));
            report.found(
                            statement,
                            "PostgreSQL refuses " + words + " inside " + TransactionWords.of(statement.step(), script))
                    .fix(Apart.outside(statement.change()));
        }
        if (statement.tree() instanceof DoStmt) {
            statement
                    .body()
                    .map(RoutineBody::sql)
                    .orElse(List.of())
                    .forEach(inner -> inDoBlock(statement, inner, report));
        }
    }

    private static boolean isRefused(StatementEffects effects, Node tree) {
        return effects.transactions() == Transactionality.REFUSED_IN_TRANSACTION
                && Statements.concurrent(tree).isEmpty();
    }

    private static void inDoBlock(StatementContext statement, Inner inner, Report report) {
        Node tree = inner.sql();
        if (tree != null && isRefused(LockTable.effects(new Statement(inner.span(), tree), statement.state()), tree)) {
            report.found(statement, "PostgreSQL refuses this inside a DO block, which is a transaction or part of one")
                    .at(inner.span())
                    .fix(DoBlock.apart(statement.change()), DoBlock.NOT_PLAIN);
        }
    }
}
