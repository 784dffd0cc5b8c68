package dev.pgwright.review.rules.migration;

import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import dev.pgwright.review.TransactionBlock;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.TransactionStmtKind;
import java.util.Optional;
import java.util.Set;

/** What BEGIN and COMMIT in a file do beside the transactions of the tool that runs it. */
final class OpenTransaction {
    private static final Set<TransactionStmtKind> BEGINNINGS =
            Set.of(TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START);

    private static final Set<TransactionStmtKind> ENDS = Set.of(
            TransactionStmtKind.TRANS_STMT_COMMIT,
            TransactionStmtKind.TRANS_STMT_ROLLBACK,
            TransactionStmtKind.TRANS_STMT_PREPARE);

    private OpenTransaction() {}

    /** The BEGIN of a transaction that the file leaves open. */
    static Optional<Span> of(MigrationContext migration) {
        if (migration.migration().up().transactions() == TransactionMode.SIMPLE_QUERY) {
            return openedInQuery(migration, migration.steps().size());
        }
        TransactionBlock open = migration.openAtEnd();
        return open == null || open.byRunner() ? Optional.empty() : Optional.ofNullable(open.begin());
    }

    /**
     * The BEGIN in force in front of a step of several statements that are sent as one query: it makes the implicit
     * transaction an explicit one (documentation of PostgreSQL 18, 53.2.2.1).
     */
    static Optional<Span> openedInQuery(MigrationContext migration, int before) {
        Optional<Span> open = Optional.empty();
        for (Step step : migration.steps().subList(0, before)) {
            if (isBeginning(step)) {
                open = open.isPresent() ? open : Optional.of(step.span());
            } else if (isEnd(step)) {
                boolean chained = step.tree() instanceof TransactionStmt end && end.chain();
                open = chained ? Optional.of(step.span()) : Optional.empty();
            }
        }
        return open;
    }

    static boolean isBeginning(Step step) {
        return step.tree() instanceof TransactionStmt control && BEGINNINGS.contains(control.kind());
    }

    static boolean isEnd(Step step) {
        return step.tree() instanceof TransactionStmt control && ENDS.contains(control.kind());
    }
}
