package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.AddNotValid;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;

/** ADD CHECK that reads the whole table under ACCESS EXCLUSIVE. */
public final class AddCheckWithoutNotValid implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("add-check-without-not-valid", Needs.SQL, Severity.ERROR)
            .detects("ALTER TABLE ... ADD CHECK without NOT VALID on an existing table.")
            .cost("ACCESS EXCLUSIVE while every row is read")
            .safe("Add it NOT VALID, then VALIDATE CONSTRAINT in a later transaction.")
            .fixable()
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddConstraint)) {
            action.constraint()
                    .filter(AddCheckWithoutNotValid::isChecked)
                    .ifPresent(check -> report.found(
                                    action,
                                    "Adding " + named(check) + " to " + action.table()
                                            + " checks every row while nobody can read or write the table")
                            .fix(AddNotValid.of(action.change(), action.number())));
        }
    }

    private static boolean isChecked(Constraint constraint) {
        return constraint.contype() == ConstrType.CONSTR_CHECK
                && !constraint.skipValidation()
                && constraint.isEnforced();
    }

    private static String named(Constraint check) {
        return check.conname() == null ? "a check" : "the check " + check.conname();
    }
}
