package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import org.jspecify.annotations.Nullable;

/** Row triggers that read a whole table. */
public final class TriggerScansWholeTable implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.query("trigger-scans-whole-table", Needs.CATALOG, Severity.WARNING)
            .detects("The function of a row trigger reads or changes a table without WHERE.")
            .cost("a scan for each row that is written")
            .safe("Tie the query to the row, or take a statement trigger with transition tables.")
            .byHand("which rows belong to the row is known to its author")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof CreateTrigStmt trigger) || !trigger.row() || trigger.relation() == null) {
            return;
        }
        QualifiedName function = statement.state().resolve(Nodes.names(trigger.funcname()));
        for (Routine routine : statement.state().routines(function)) {
            for (Statement definition :
                    Sql.parse(SourceFile.of("", routine.definition())).statements()) {
                RoutineBody.ofDefinition(definition, routine.definition()).stream()
                        .flatMap(body -> body.sql().stream())
                        .map(inner -> scanned(inner.sql()))
                        .filter(table -> !table.isEmpty())
                        .findFirst()
                        .ifPresent(table -> report.found(
                                        statement,
                                        "For each row that is written, " + function.name() + " goes through all of "
                                                + table)
                                .whateverTheSize());
            }
        }
    }

    /** The table that a query reads or changes as a whole, empty for none. */
    private static String scanned(@Nullable Node query) {
        if (query instanceof UpdateStmt update
                && update.whereClause() == null
                && update.fromClause().isEmpty()) {
            return name(update.relation());
        } else if (query instanceof DeleteStmt delete
                && delete.whereClause() == null
                && delete.usingClause().isEmpty()) {
            return name(delete.relation());
        }
        return query instanceof SelectStmt select
                        && select.withClause() == null
                        && select.whereClause() == null
                        && select.limitCount() == null
                        && select.fromClause().size() == 1
                        && select.fromClause().get(0) instanceof RangeVar table
                ? name(table)
                : "";
    }

    private static String name(@Nullable RangeVar table) {
        return table == null ? "" : String.valueOf(table.relname());
    }
}
