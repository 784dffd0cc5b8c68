package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.AddColumn;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.FuncCall;
import java.util.Optional;
import java.util.stream.Collectors;

/** ADD COLUMN whose values cannot be one constant in the catalog. */
public final class AddColumnDefaultRewrite implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("add-column-default-rewrite", Needs.SQL, Severity.ERROR)
            .detects("ADD COLUMN on an existing table with a volatile default, such as gen_random_uuid() or"
                    + " clock_timestamp(), or of a domain that has constraints.")
            .cost("ACCESS EXCLUSIVE while the table is rewritten and its indexes are built again")
            .safe("Add the column without a default, set the default for new rows, and fill the old ones in batches.")
            .seed("Migration Safety: adding column with default -> safe (PG 11+)")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddColumn)) {
            Optional<ColumnDef> column = action.columnDefinition();
            if (column.isEmpty() || hasOwnRule(action, column.get()) || !action.rewrites()) {
                continue;
            }
            String calls = action.columnConstraints(ConstrType.CONSTR_DEFAULT).stream()
                    .flatMap(constraint -> Nodes.all(constraint, FuncCall.class).stream())
                    .map(call -> Trees.functionName(call) + "()")
                    .distinct()
                    .collect(Collectors.joining(", "));
            boolean checked =
                    action.domain().filter(domain -> !domain.checks().isEmpty()).isPresent();
            String why = calls.isEmpty() || checked
                    ? "its type has constraints that every row has to pass"
                    : "its default calls " + calls + ", which may give every row another value";
            report.found(
                            action,
                            "Adding the column " + action.column() + " writes the whole table " + action.table()
                                    + " anew, since " + why)
                    .fix(AddColumn.of(action.change(), action.number(), true));
        }
    }

    /** Numbers and generated columns are for add-column-auto-increment and stored-generated-column-rewrite. */
    private static boolean hasOwnRule(AlterAction action, ColumnDef column) {
        return !action.columnConstraints(ConstrType.CONSTR_IDENTITY).isEmpty()
                || !action.columnConstraints(ConstrType.CONSTR_GENERATED).isEmpty()
                || (column.typeName() != null && Trees.isSerial(column.typeName()));
    }
}
