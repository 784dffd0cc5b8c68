package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.TransactionBlock;
import dev.pgwright.review.fix.StatementFixes;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.TransactionStmtKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transaction control where a transaction is open already, or none is. */
public final class TransactionNesting implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("transaction-nesting", Needs.SQL, Severity.WARNING)
            .detects("BEGIN, COMMIT or ROLLBACK in a file that the tool already wraps in a "
                    + "transaction, BEGIN inside of BEGIN, or an end without a beginning.")
            .cost("the tool's transaction ends early; the rest runs unprotected")
            .safe("Leave transactions to the tool, or tell it to run the file without one.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        boolean query = migration.migration().up().transactions() == TransactionMode.SIMPLE_QUERY;
        for (Step step : migration.steps()) {
            boolean begins = OpenTransaction.isBeginning(step);
            if (!begins && !OpenTransaction.isEnd(step)) {
                continue;
            }
            if (query) {
                Optional<Span> open = OpenTransaction.openedInQuery(migration, step.number());
                if (begins == open.isPresent()) {
                    report.found(migration, step, begins ? inside(migration, open) : NOTHING_TO_END)
                            .fix(without(migration, step));
                }
            } else {
                message(migration, step, begins)
                        .ifPresent(message ->
                                report.found(migration, step, message).fix(without(migration, step)));
            }
        }
    }

    /** A ROLLBACK of the tool's own transaction is left: what it undoes would be kept. */
    private static @Nullable Fix without(MigrationContext migration, Step step) {
        boolean undoes = step.transaction() != null
                && step.tree() instanceof TransactionStmt control
                && control.kind() == TransactionStmtKind.TRANS_STMT_ROLLBACK;
        return undoes ? null : StatementFixes.without(migration, "leave transactions to the tool", List.of(step));
    }

    private static final String NOTHING_TO_END = "There is no transaction to end here; PostgreSQL only warns";

    private static Optional<String> message(MigrationContext migration, Step step, boolean begins) {
        TransactionBlock open = step.transaction();
        if (open != null && open.byRunner()) {
            String reason = migration.migration().up().transactionReason();
            return Optional.of(
                    begins
                            ? "The migration is in a transaction already, in which BEGIN does nothing but warn: "
                                    + reason
                            : "This ends the transaction around the migration, and what follows is not protected by it: "
                                    + reason);
        }
        if (begins == (open == null)) {
            return Optional.empty();
        }
        return Optional.of(begins ? inside(migration, Optional.ofNullable(open.begin())) : NOTHING_TO_END);
    }

    private static String inside(MigrationContext migration, Optional<Span> begin) {
        return "BEGIN inside the transaction that begins on line "
                + begin.map(span -> migration.source().position(span.start()).line())
                        .orElse(1)
                + " does nothing but warn: PostgreSQL has no nested transactions";
    }
}
