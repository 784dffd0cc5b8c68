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

/** Stored generated columns, whose values have to be computed for every row. */
public final class StoredGeneratedColumnRewrite implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "stored-generated-column-rewrite", Needs.SQL, Severity.ERROR)
            .detects(
                    "ADD COLUMN ... GENERATED ALWAYS AS (...) STORED on an existing table, or SET EXPRESSION of a stored"
                            + " column.")
            .cost("ACCESS EXCLUSIVE while the table is rewritten and its indexes are built again")
            .safe(
                    "Add a plain column that a trigger keeps and batches fill, or a VIRTUAL generated column from PostgreSQL 18,"
                            + " which cannot be indexed.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations()) {
            if (action.isForeign() || !computesAnew(action)) {
                continue;
            }
            String start = action.command().subtype() == AlterTableType.AT_AddColumn
                    ? "Adding the stored generated column " + action.column() + " computes its value"
                    : "The new expression of the stored generated column " + action.column() + " is computed";
            report.found(action, start + " for every row of " + action.table() + ", which writes the whole table anew");
        }
    }

    private static boolean computesAnew(AlterAction action) {
        return switch (action.command().subtype()) {
            case AT_AddColumn ->
                !action.addsWhatIsThere()
                        && action.columnConstraints(ConstrType.CONSTR_GENERATED).stream()
                                .anyMatch(generated -> !"v".equals(generated.generatedKind()));
            // before 18 every generated column is stored; from 18 an unknown one may be virtual
            case AT_SetExpression ->
                action.knownColumn()
                        .map(column ->
                                column.generated() != null && column.generated().stored())
                        .orElse(action.context().version() < 18);
            default -> false;
        };
    }
}
