package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import org.jspecify.annotations.Nullable;

/** DROP NOT NULL on a table that is in use. */
public final class DropNotNull implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-not-null", Needs.SQL, Severity.WARNING)
            .detects("ALTER COLUMN ... DROP NOT NULL on a table that was there before the migration.")
            .cost("ACCESS EXCLUSIVE, brief; readers may meet NULL, and the way back fails as soon as one is there")
            .safe(
                    "Make sure that all readers stand NULL before it is allowed; where a value means 'none', a default keeps the"
                            + " column required.")
            .seed("Schema: NOT NULL on truly required fields")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations()) {
            String column = column(action);
            if (column != null && !statement.migration().isNewColumn(action.table(), column)) {
                report.found(
                                action,
                                "Column " + column + " of " + action.table()
                                        + " may be NULL from now on, which code that was written for NOT NULL does not"
                                        + " expect")
                        .whateverTheSize();
            }
        }
    }

    /** The column that the action makes nullable, unless it is known to be so already. */
    private static @Nullable String column(AlterAction action) {
        if (action.command().subtype() == AlterTableType.AT_DropNotNull) {
            boolean nullable =
                    action.knownColumn().filter(column -> !column.notNull()).isPresent();
            return nullable ? null : action.command().name();
        }
        if (action.command().subtype() != AlterTableType.AT_DropConstraint) {
            return null;
        }
        return action.knownTable().stream()
                .flatMap(table -> table.constraints().stream())
                .filter(constraint -> constraint instanceof Constraint.NotNull
                        && constraint.name().equals(action.command().name()))
                .map(constraint -> ((Constraint.NotNull) constraint).column())
                .findFirst()
                .orElse(null);
    }
}
