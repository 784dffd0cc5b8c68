package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;

/** ADD COLUMN that no row there is could fill. */
public final class AddRequiredColumn implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("add-required-column", Needs.SQL, Severity.ERROR)
            .detects(
                    "ADD COLUMN ... NOT NULL on an existing table with neither default, identity, serial nor generation"
                            + " expression.")
            .cost("fails at run time when there are rows")
            .safe("Add it nullable or with a constant default, fill it, then enforce NOT NULL.")
            .seed("Migration Safety: adding NOT NULL -> CHECK pattern")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddColumn)) {
            if (!action.isForeign() && !action.addsWhatIsThere() && isRequired(action) && !hasValue(action)) {
                report.found(
                                action,
                                "The column " + action.column()
                                        + " must not be NULL but has no default: adding it fails if " + action.table()
                                        + " has rows, and then fails inserts that do not name it")
                        .cost("fails at run time when there are rows")
                        .whateverTheSize();
            }
        }
    }

    private static boolean isRequired(AlterAction action) {
        return !action.columnConstraints(ConstrType.CONSTR_NOTNULL).isEmpty()
                || !action.columnConstraints(ConstrType.CONSTR_PRIMARY).isEmpty()
                || action.domain().filter(DomainType::notNull).isPresent();
    }

    private static boolean hasValue(AlterAction action) {
        boolean hasDefault = action.columnConstraints(ConstrType.CONSTR_DEFAULT).stream()
                .anyMatch(value -> value.rawExpr() != null && !Trees.isNull(value.rawExpr()));
        return hasDefault
                || !action.columnConstraints(ConstrType.CONSTR_IDENTITY).isEmpty()
                || !action.columnConstraints(ConstrType.CONSTR_GENERATED).isEmpty()
                || action.columnDefinition()
                        .map(ColumnDef::typeName)
                        .filter(Trees::isSerial)
                        .isPresent()
                || action.domain()
                        .filter(domain -> domain.defaultExpression() != null)
                        .isPresent();
    }
}
