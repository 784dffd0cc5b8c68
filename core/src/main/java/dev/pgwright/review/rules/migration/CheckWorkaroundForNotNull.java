package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.fix.NotNullInPlaceOfCheck;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import java.util.Optional;

/** A check in the place of NOT NULL, where PostgreSQL has become able to add NOT NULL itself without a scan. */
public final class CheckWorkaroundForNotNull implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("check-workaround-for-not-null", Needs.SQL, Severity.ADVICE)
            .detects("CHECK (column IS NOT NULL) NOT VALID in the place of NOT NULL, for PostgreSQL 18 or later.")
            .safe("ADD CONSTRAINT ... NOT NULL column NOT VALID, then VALIDATE CONSTRAINT in a later transaction.")
            .fromVersion(18)
            .fixable()
            .seed("Migration Safety: adding NOT NULL -> CHECK pattern")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddConstraint)) {
            Optional<Constraint> check = action.constraint()
                    .filter(constraint ->
                            constraint.contype() == ConstrType.CONSTR_CHECK && constraint.skipValidation());
            check.flatMap(CheckWorkaroundForNotNull::column).ifPresent(column -> {
                String name = check.get().conname() == null
                        ? action.table().name() + "_" + column + "_not_null"
                        : check.get().conname();
                report.found(
                                action,
                                "PostgreSQL 18 can add NOT NULL itself without a scan, so the check that " + column
                                        + " of " + action.table() + " is not null is a detour")
                        .advice("ALTER TABLE "
                                + Identifiers.quoteIdentifier(
                                        action.table().schema(), action.table().name())
                                + " ADD CONSTRAINT " + Identifiers.quoteIdentifier(name) + " NOT NULL "
                                + Identifiers.quoteIdentifier(column)
                                + " NOT VALID; then VALIDATE CONSTRAINT in a later transaction.")
                        .cost("no gain: SET NOT NULL and the removal of the check take ACCESS EXCLUSIVE again")
                        .fix(NotNullInPlaceOfCheck.of(
                                action, column, Optional.ofNullable(check.get().conname())));
            });
        }
    }

    private static Optional<String> column(Constraint check) {
        return check.rawExpr() instanceof NullTest test
                        && test.nulltesttype() == NullTestType.IS_NOT_NULL
                        && test.arg() instanceof ColumnRef reference
                ? Nodes.names(reference.fields()).stream().reduce((first, last) -> last)
                : Optional.empty();
    }
}
