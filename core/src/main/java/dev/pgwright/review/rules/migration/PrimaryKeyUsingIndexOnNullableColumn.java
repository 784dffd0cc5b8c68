package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.NotNullProof;
import dev.pgwright.migrate.plan.UsingIndex;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.stream.Collectors;

/** ADD PRIMARY KEY USING INDEX that still has to look for NULLs. */
public final class PrimaryKeyUsingIndexOnNullableColumn implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "primary-key-using-index-on-nullable-column", Needs.HISTORY, Severity.WARNING)
            .detects("ADD PRIMARY KEY USING INDEX over columns that may still be NULL, which sets them NOT NULL.")
            .cost("ACCESS EXCLUSIVE while every row is read")
            .safe(
                    "Make the columns NOT NULL first, by a valid CHECK, or by NOT NULL NOT VALID and VALIDATE from PostgreSQL"
                            + " 18.")
            .seed("Migration Safety: adding NOT NULL -> CHECK pattern")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddConstraint)) {
            Constraint key = action.constraint().orElse(null);
            if (key == null || key.contype() != ConstrType.CONSTR_PRIMARY || key.indexname() == null) {
                continue;
            }
            List<String> nullable = statement
                    .state()
                    .index(QualifiedName.of(action.table().schema(), key.indexname()))
                    .map(index -> index.index().elements().stream()
                            .map(IndexElement::key)
                            .filter(column -> action.knownTable()
                                    .filter(table -> NotNullProof.holds(table, column))
                                    .isEmpty())
                            .toList())
                    .orElse(List.of());
            if (!nullable.isEmpty()) {
                report.found(action, message(action, nullable))
                        .fix(UsingIndex.ofPrimaryKeyUsingIndex(action.change(), action.number()));
            }
        }
    }

    private static String message(AlterAction action, List<String> nullable) {
        // verifyNotNullPKCompatible in tablecmds.c of PostgreSQL 18
        String notValid = nullable.stream()
                .filter(column -> action.knownTable()
                        .flatMap(table -> table.column(column))
                        .filter(Column::notNull)
                        .isPresent())
                .collect(Collectors.joining(", "));
        return notValid.isEmpty()
                ? "The primary key of " + action.table() + " sets " + String.join(", ", nullable)
                        + " NOT NULL, which reads every row while nobody can read or write the table"
                : "The primary key of " + action.table() + " is refused while the NOT NULL of " + notValid
                        + " is NOT VALID";
    }
}
