package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.AddColumn;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;

/** ADD COLUMN with a constraint that has the table read, or an index built, in the same breath. */
public final class AddColumnWithInlineConstraint implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "add-column-with-inline-constraint", Needs.SQL, Severity.WARNING)
            .detects("ADD COLUMN on an existing table that carries UNIQUE, PRIMARY KEY or CHECK.")
            .cost("ACCESS EXCLUSIVE while the index is built or every row is read")
            .safe("Add the bare column, then each constraint in its own safe way.")
            .seed("Migrations: lock implications understood")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddColumn)) {
            if (action.isForeign() || action.addsWhatIsThere()) {
                continue;
            }
            for (Constraint constraint : action.columnConstraints(ConstrType.CONSTR_CHECK)) {
                say(action, constraint, "CHECK of", "reads every row", report);
            }
            for (Constraint constraint : action.columnConstraints(ConstrType.CONSTR_UNIQUE)) {
                say(action, constraint, "UNIQUE of", "builds an index over every row", report);
            }
            for (Constraint constraint : action.columnConstraints(ConstrType.CONSTR_PRIMARY)) {
                say(action, constraint, "PRIMARY KEY of", "builds an index over every row", report);
            }
        }
    }

    private static void say(AlterAction action, Constraint constraint, String what, String work, Report report) {
        report.found(
                        action,
                        "The " + what + " the new column " + action.column() + " " + work + " of " + action.table()
                                + " while nobody can read or write it")
                .at(constraint.location())
                .fix(AddColumn.of(action.change(), action.number(), action.rewrites()));
    }
}
