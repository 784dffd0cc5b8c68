package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;

/** ADD EXCLUDE, for which PostgreSQL has no safe form. */
public final class AddExclusionConstraint implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("add-exclusion-constraint", Needs.SQL, Severity.ERROR)
            .detects(
                    "ADD CONSTRAINT ... EXCLUDE on an existing table: neither NOT VALID nor USING INDEX is offered for it.")
            .cost("ACCESS EXCLUSIVE while the index is built and every row is compared")
            .safe(
                    "Make the constraint together with its table: fill a new table that has it and swap the two, or plan a"
                            + " maintenance window.")
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
                    .filter(constraint -> constraint.contype() == ConstrType.CONSTR_EXCLUSION)
                    .ifPresent(exclusion -> report.found(
                            action,
                            "Adding " + named(exclusion) + " compares every row of " + action.table()
                                    + " while nobody can read or write it, and fails if two of them conflict"));
        }
    }

    private static String named(Constraint exclusion) {
        return exclusion.conname() == null
                ? "an exclusion constraint"
                : "the exclusion constraint " + exclusion.conname();
    }
}
