package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;

/** Loops that do for each row what one statement does for all. */
public final class RowByRowProcessing implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("row-by-row-processing", Needs.SQL, Severity.WARNING)
            .detects("A PL/pgSQL loop over a query runs a change of rows or a lookup for each of them.")
            .cost("one statement per row")
            .safe("Write one statement that joins the query of the loop.")
            .byHand("what the loop does besides is known to its author")
            .seed("Queries: N+1 patterns are avoided")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        if (query.routine().isEmpty()) {
            return;
        }
        RoutineBody body = query.routine().get();
        for (RoutineBody.Inner inner : body.sql()) {
            if (inner.sql() != query.tree() || inner.dynamic() || inner.loops().isEmpty()) {
                continue;
            }
            PlpgsqlNode loop = inner.loops().get(inner.loops().size() - 1);
            boolean commits = body.within(loop).stream().anyMatch(RoutineBody::endsTransaction);
            String does = does(query.tree());
            if (loop.kind().equals("PLpgSQL_stmt_fors") && !commits && !does.isEmpty()) {
                report.found(query, "For every row of the loop " + does);
            }
        }
    }

    /** What a query does for a row of the loop; empty for what reads and writes no table. */
    private static String does(Node query) {
        if (query instanceof InsertStmt insert && insert.relation() != null) {
            return "a row is inserted into " + insert.relation().relname();
        } else if (query instanceof UpdateStmt update && update.relation() != null) {
            return update.relation().relname() + " is updated once";
        } else if (query instanceof DeleteStmt delete && delete.relation() != null) {
            return "rows of " + delete.relation().relname() + " are deleted";
        }
        return query instanceof SelectStmt select
                        && !select.fromClause().isEmpty()
                        && select.fromClause().get(0) instanceof RangeVar table
                ? table.relname() + " is looked up once"
                : "";
    }
}
