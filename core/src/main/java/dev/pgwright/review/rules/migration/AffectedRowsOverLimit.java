package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TableChange;
import dev.pgwright.review.rules.index.MatchedRows;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.PlannedChange;
import dev.pgwright.workload.TableFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Statements that change too many rows at once. */
public final class AffectedRowsOverLimit implements StatementRule {
    private static final Parameter ROWS = new Parameter("max-rows", 10_000, "rows that one statement may change");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "affected-rows-over-limit", Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "An UPDATE or DELETE of all rows, or of as many by the planner or by statistics, an INSERT of another table's rows, or a list of VALUES, with more"
                            + " rows than the limit.")
            .cost("row locks and WAL in proportion, in one transaction")
            .safe("Split it into batches below the limit.")
            .parameter(ROWS)
            .seed("Planning: assess risk")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (TableChange change : statement.tableChanges()) {
            if (change.existing() && change.isOfAllRows()) {
                report(statement, change, statement.facts().table(change.table()), report);
            } else if (change.existing() && change.change().verb() == DataChange.Verb.INSERT) {
                Optional<Long> planned = planned(statement, change);
                long rows = planned.orElseGet(
                        () -> copied(statement, change).map(TableFacts::rows).orElse(0L));
                report(statement, change.table(), change.words(), rows, evidence(planned), report);
            } else if (change.existing() && statement.tree() == change.change().tree()) {
                Optional<Long> planned = planned(statement, change);
                long matched = planned.orElseGet(() -> matched(statement, change));
                report(statement, change.table(), change.words(), matched, evidence(planned), report);
            }
        }
        if (statement.tree() instanceof InsertStmt insert
                && insert.relation() != null
                && insert.selectStmt() instanceof SelectStmt select) {
            statement
                    .existing(insert.relation())
                    .ifPresent(table -> report(
                            statement,
                            table,
                            "INSERT into " + table,
                            select.valuesLists().size(),
                            Evidence.DERIVED,
                            report));
        }
    }

    private static void report(
            StatementContext statement, TableChange change, Optional<TableFacts> rows, Report report) {
        rows.ifPresent(
                size -> report(statement, change.table(), change.words(), size.rows(), Evidence.DERIVED, report));
    }

    /** What the planner of the database says, if it meant the same tables. */
    private static Optional<Long> planned(StatementContext statement, TableChange change) {
        boolean insert = change.change().verb() == DataChange.Verb.INSERT;
        List<QualifiedName> read = insert ? change.sources(statement) : List.of(change.table());
        return statement
                .planned()
                .filter(planned -> statement.tree() == change.change().tree()
                        && !read.isEmpty()
                        && planned.tables().containsAll(read))
                .map(PlannedChange::rows);
    }

    /** About how many rows meet the condition of an UPDATE or DELETE, by statistics; 0 when nobody knows. */
    private static long matched(StatementContext statement, TableChange change) {
        OptionalLong matched = statement.facts().table(change.table()).stream()
                .map(facts -> MatchedRows.of(statement.tree(), change.change().tree(), facts, statement.state()))
                .findFirst()
                .orElse(OptionalLong.empty());
        return matched.orElse(0);
    }

    /** The table whose rows are taken as they are, if it is one. */
    private static Optional<TableFacts> copied(StatementContext statement, TableChange change) {
        boolean plain = change.change().tree() instanceof InsertStmt insert
                && insert.selectStmt() instanceof SelectStmt select
                && select.whereClause() == null
                && select.limitCount() == null
                && select.groupClause().isEmpty()
                && select.distinctClause().isEmpty()
                && select.fromClause().size() == 1
                && select.fromClause().get(0) instanceof RangeVar;
        List<QualifiedName> sources = change.sources(statement);
        return plain && sources.size() == 1 ? statement.facts().table(sources.get(0)) : Optional.empty();
    }

    private static Evidence evidence(Optional<Long> planned) {
        return planned.isPresent() ? Evidence.PLANNED : Evidence.DERIVED;
    }

    private static void report(
            StatementContext statement, QualifiedName table, String what, long rows, Evidence evidence, Report report) {
        if (rows <= report.limit(ROWS)) {
            return;
        }
        report.found(
                        statement,
                        what + " changes about " + Amounts.rows(rows) + " in one statement, more than "
                                + Amounts.rows(report.limit(ROWS)))
                .on(table)
                .evidence(evidence)
                .whateverTheSize();
    }
}
