package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TableChange;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Batches that look through the whole table for their next rows. */
public final class BackfillBatchWithoutIndex implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "backfill-batch-without-index", Needs.CATALOG, Severity.WARNING)
            .detects("A batch of an UPDATE or DELETE is selected by columns that begin no index, or by OFFSET.")
            .cost("every batch reads the table again: time grows with the square of its rows")
            .safe("Walk the primary key, or another unique key that is not null, by range.")
            .seed("Migrations: backfills use batching for large tables")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (TableChange change : statement.tableChanges()) {
            if (!change.existing() || change.reach() != Reach.BATCH) {
                continue;
            }
            Node where = change.change().tree() instanceof UpdateStmt update
                    ? update.whereClause()
                    : change.change().tree() instanceof DeleteStmt delete ? delete.whereClause() : null;
            if (where != null) {
                fault(statement, change.table(), where)
                        .ifPresent(
                                fault -> report.found(statement, "Each batch of this " + change.words() + " " + fault)
                                        .at(change.place())
                                        .on(change.table()));
            }
        }
    }

    private static Optional<String> fault(StatementContext statement, QualifiedName table, Node where) {
        Optional<SelectStmt> batch = Nodes.all(where, SelectStmt.class).stream()
                .filter(select -> select.limitCount() != null)
                .findFirst();
        if (batch.filter(select -> select.limitOffset() != null).isPresent()) {
            return Optional.of("reads and skips all rows of the batches before it, because of OFFSET");
        }
        Node selection = batch.map(SelectStmt::whereClause).orElse(batch.isPresent() ? null : where);
        List<String> columns = selection == null ? List.of() : compared(selection);
        List<OwnedIndex> indexes = statement.state().indexesOf(table);
        boolean helped = columns.contains("ctid")
                || indexes.stream()
                        .filter(index -> index.index().valid())
                        .anyMatch(index -> index.index().predicate() != null
                                || index.index().elements().get(0).expression()
                                || columns.contains(
                                        index.index().elements().get(0).key()));
        return columns.isEmpty() || helped || statement.state().table(table).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "reads " + table + " from its start: no index begins with " + String.join(" or ", columns));
    }

    private static List<String> compared(Node condition) {
        Set<String> columns = new TreeSet<>();
        Nodes.walk(condition, node -> {
            if (node instanceof A_Expr comparison) {
                column(comparison.lexpr(), columns);
                column(comparison.rexpr(), columns);
            } else if (node instanceof NullTest test) {
                column(test.arg(), columns);
            }
        });
        return List.copyOf(columns);
    }

    private static void column(@Nullable Node operand, Set<String> into) {
        if (operand instanceof ColumnRef reference) {
            List<String> names = Nodes.names(reference.fields());
            if (!names.isEmpty()) {
                into.add(names.get(names.size() - 1));
            }
        }
    }
}
