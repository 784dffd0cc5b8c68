package dev.pgwright.review.rules.migration;

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
import java.util.Optional;

/** ADD COLUMN that numbers the rows there are. */
public final class AddColumnAutoIncrement implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("add-column-auto-increment", Needs.SQL, Severity.ERROR)
            .detects("ADD COLUMN of a serial type or GENERATED ... AS IDENTITY on an existing table.")
            .cost("ACCESS EXCLUSIVE while the table is rewritten and its indexes are built again")
            .safe(
                    "Add a nullable bigint, give it a sequence as default for new rows, fill the old ones in batches, enforce"
                            + " NOT NULL, then make it an identity column.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddColumn)) {
            if (!action.isForeign() && !action.addsWhatIsThere()) {
                kind(action)
                        .ifPresent(kind -> report.found(
                                action,
                                "Adding " + kind + " column " + action.column() + " numbers every row of "
                                        + action.table() + ", which writes the whole table anew"));
            }
        }
    }

    private static Optional<String> kind(AlterAction action) {
        if (!action.columnConstraints(ConstrType.CONSTR_IDENTITY).isEmpty()) {
            return Optional.of("the identity");
        }
        return action.columnDefinition()
                .map(ColumnDef::typeName)
                .filter(Trees::isSerial)
                .map(type -> "the " + Trees.typeName(type));
    }
}
