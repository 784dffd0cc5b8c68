package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.sql.InsertRows;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import org.jspecify.annotations.Nullable;

/** Statements for each row where one does it for all. */
public final class RowByRowProcessing implements QueryRule, MigrationRule {
    private static final Parameter ROWS =
            new Parameter("min-inserts", 20, "INSERTs of one row each, one behind the other, from which on it is said");

    private static final RuleInfo INFO = RuleInfo.query("row-by-row-processing", Needs.SQL, Severity.WARNING)
            .detects(
                    "A PL/pgSQL loop over a query runs a change of rows or a lookup for each of them, or a file inserts many"
                            + " rows by a statement for each.")
            .cost("one statement per row")
            .safe("Write one statement that joins the query of the loop.")
            .byHand("what the loop does besides is known to its author")
            .parameter(ROWS)
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

    /** Runs of INSERT into one table. */
    @Override
    public void check(MigrationContext migration, Report report) {
        String text = migration.source().text();
        String target = "";
        Step first = null;
        long rows = 0;
        for (Step step : migration.steps()) {
            String next = step.tree() instanceof InsertStmt
                    ? InsertRows.of(step.span().of(text))
                            .filter(insert -> insert.firstRowEnd() == insert.lastRowEnd())
                            .map(InsertRows::target)
                            .orElse("")
                    : "";
            if (first == null || !next.equals(target) || next.isEmpty()) {
                told(migration, first, rows, report);
                target = next;
                first = next.isEmpty() ? null : step;
                rows = 0;
            }
            rows++;
        }
        told(migration, first, rows, report);
    }

    private static void told(MigrationContext migration, @Nullable Step first, long rows, Report report) {
        if (first != null
                && rows >= report.limit(ROWS)
                && first.tree() instanceof InsertStmt insert
                && insert.relation() != null) {
            report.found(
                            migration,
                            first,
                            rows + " rows are inserted into "
                                    + insert.relation().relname() + " one after the other, from here on")
                    .severity(Severity.ADVICE)
                    .advice("Write one INSERT with many rows behind VALUES, or COPY.");
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
