package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Script;
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
import dev.pgwright.sql.tree.DoStmt;
import java.util.List;
import java.util.Optional;

/** CONCURRENTLY where PostgreSQL refuses it. */
public final class ConcurrentlyInTransaction implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("concurrently-in-transaction", Needs.SQL, Severity.ERROR)
            .detects("CREATE, DROP or REINDEX ... CONCURRENTLY, or DETACH PARTITION CONCURRENTLY, "
                    + "inside of a transaction or a DO block.")
            .cost("fails at run time")
            .safe("Run it in a file of its own that the migration tool runs without a transaction.")
            .fixable()
            .seed("Migration Safety: creating index -> CONCURRENTLY")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Optional<String> words = Statements.concurrent(statement.tree());
        if (words.isPresent() && statement.inTransaction()) {
            Script script = statement.migration().migration().up();
            report.found(
                            statement,
                            "PostgreSQL refuses " + words.get() + " inside "
                                    + TransactionWords.of(statement.step(), script))
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

    private static void inDoBlock(StatementContext statement, Inner inner, Report report) {
        if (inner.sql() != null) {
            Statements.concurrent(inner.sql())
                    .ifPresent(words -> report.found(
                                    statement,
                                    "PostgreSQL refuses " + words
                                            + " inside a DO block, which is a transaction or part of one")
                            .at(inner.span())
                            .advice(
                                    "Write it as a statement of its own, outside of the DO block and of any transaction.")
                            .fix(DoBlock.apart(statement.change()), DoBlock.NOT_PLAIN));
        }
    }
}
