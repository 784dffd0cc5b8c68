package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.AddNotValid;
import dev.pgwright.migrate.plan.SafeNotNull;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;

/** NOT NULL that has to be proved by reading the table. */
public final class SetNotNullScan implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("set-not-null-scan", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "ALTER COLUMN ... SET NOT NULL, or ADD NOT NULL without NOT VALID, on an existing table with no valid CHECK"
                            + " (column IS NOT NULL).")
            .cost("ACCESS EXCLUSIVE while every row is read")
            .safe(
                    "Add CHECK (column IS NOT NULL) NOT VALID, validate it in a later transaction, SET NOT NULL, drop the CHECK;"
                            + " from PostgreSQL 18 add NOT NULL NOT VALID and validate it.")
            .seed("Migration Safety: adding NOT NULL -> CHECK pattern")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations()) {
            String column = column(action);
            if (!column.isEmpty() && action.scans() && !mayBeProven(action)) {
                report.found(
                                action,
                                "Making " + column + " of " + action.table()
                                        + " NOT NULL reads every row while nobody can read or write the table")
                        .fix(
                                action.constraint().isPresent()
                                        ? AddNotValid.of(action.change(), action.number())
                                        : SafeNotNull.of(action.change(), action.number()));
            }
        }
    }

    private static String column(AlterAction action) {
        if (action.command().subtype() == AlterTableType.AT_SetNotNull) {
            return action.column();
        }
        return action.command().subtype() == AlterTableType.AT_AddConstraint
                ? action.constraint()
                        .filter(constraint -> constraint.contype() == ConstrType.CONSTR_NOTNULL)
                        .map(constraint -> String.join(", ", Nodes.names(constraint.keys())))
                        .orElse("")
                : "";
    }

    /** Of a table that nobody told us of, a constraint validated just before is most likely the proof. */
    private static boolean mayBeProven(AlterAction action) {
        return action.knownTable().isEmpty()
                && action.context().migration().steps().stream()
                        .anyMatch(step -> step.tree() instanceof AlterTableStmt before
                                && before.relation() != null
                                && action.context()
                                        .state()
                                        .resolve(before.relation())
                                        .equals(action.table())
                                && before.cmds().stream()
                                        .anyMatch(node -> node instanceof AlterTableCmd command
                                                && command.subtype() == AlterTableType.AT_ValidateConstraint));
    }
}
