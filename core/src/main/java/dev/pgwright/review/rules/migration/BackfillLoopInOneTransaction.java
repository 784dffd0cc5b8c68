package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Reaches;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Step;
import dev.pgwright.review.TableChange;
import dev.pgwright.review.TransactionBlock;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Batches that commit together. */
public final class BackfillLoopInOneTransaction implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "backfill-loop-in-one-transaction", Needs.SQL, Severity.ERROR)
            .detects("A loop in a DO block or called routine, or a row of statements in one "
                    + "transaction, changes an existing table in batches and commits nothing between "
                    + "them.")
            .cost("the same row locks, dead rows and write-ahead log as one big statement")
            .safe("Commit each batch: in a procedure or DO block outside of any transaction, or " + "from the client.")
            .seed("Migrations: backfills use batching for large tables")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (RunningBody running : RunningBody.of(statement)) {
            for (Inner loop : running.body().outerLoops()) {
                check(statement, running, loop, report);
            }
        }
        batches(statement, report);
    }

    private static void check(StatementContext statement, RunningBody running, Inner loop, Report report) {
        List<Inner> inside = running.body().within(loop.node());
        Optional<QualifiedName> table = inside.stream()
                .flatMap(inner -> targets(inner).stream())
                .flatMap(target -> statement.existing(target).stream())
                .findFirst();
        boolean calls = inside.stream().anyMatch(inner -> inner.is("PLpgSQL_stmt_call"));
        if (table.isEmpty() || calls || !isLong(statement, loop)) {
            return;
        }
        boolean commits = inside.stream().anyMatch(RoutineBody::endsTransaction);
        if (!commits) {
            report.found(
                            statement,
                            "The loop changes " + table.get() + " again and again, but " + running.words()
                                    + " commits nothing in it: it is one transaction, like one big statement")
                    .at(loop.span())
                    .about(table.get().toString());
        } else if (statement.inTransaction() || running.function()) {
            report.found(
                            statement,
                            "PostgreSQL refuses the COMMIT in this loop, since " + running.words() + " runs inside "
                                    + (statement.inTransaction()
                                            ? TransactionWords.of(
                                                    statement.step(),
                                                    statement
                                                            .migration()
                                                            .migration()
                                                            .up())
                                            : "a query"))
                    .at(loop.span())
                    .about(table.get().toString());
        }
    }

    private static List<RangeVar> targets(Inner inner) {
        if (inner.sql() == null) {
            return List.of();
        }
        List<RangeVar> found = new ArrayList<>();
        Nodes.walk(inner.sql(), node -> {
            RangeVar target = node instanceof UpdateStmt update
                    ? update.relation()
                    : node instanceof DeleteStmt delete
                            ? delete.relation()
                            : node instanceof InsertStmt insert ? insert.relation() : null;
            if (target != null) {
                found.add(target);
            }
        });
        return found;
    }

    /** Not over a list, a few numbers, or the system catalogs: those are no batches of rows. */
    private static boolean isLong(StatementContext statement, Inner loop) {
        if (RoutineBody.ENDLESS_LOOPS.contains(loop.node().kind())) {
            return true;
        }
        if (loop.is("PLpgSQL_stmt_fori")) {
            Optional<Long> lower = number(loop.node(), "lower");
            Optional<Long> upper = number(loop.node(), "upper");
            return lower.isEmpty() || upper.isEmpty() || Math.abs(upper.get() - lower.get()) > FEW_TURNS;
        }
        return loop.is("PLpgSQL_stmt_fors")
                && loop.sql() instanceof SelectStmt select
                && select.limitCount() == null
                && Nodes.all(select, RangeVar.class).stream()
                        .filter(range -> !String.valueOf(range.relname()).startsWith("pg_")
                                && !"information_schema".equals(range.schemaname()))
                        .anyMatch(range -> statement.existing(range).isPresent());
    }

    private static final long FEW_TURNS = 20;

    private static Optional<Long> number(PlpgsqlNode loop, String bound) {
        return loop.node(bound).flatMap(expression -> expression.text("query")).flatMap(text -> {
            try {
                return Optional.of(Long.parseLong(text.strip()));
            } catch (NumberFormatException noConstant) {
                return Optional.empty();
            }
        });
    }

    private static void batches(StatementContext statement, Report report) {
        TransactionBlock transaction = statement.step().transaction();
        for (TableChange change : statement.tableChanges()) {
            if (transaction == null || change.reach() != Reach.BATCH || !change.existing() || change.looped()) {
                continue;
            }
            long earlier = statement.migration().steps().stream()
                    .filter(step -> step.transaction() == transaction && isBatchOf(step, change.table()))
                    .count();
            // at the second one
            if (earlier == 1) {
                report.found(
                                statement,
                                "This is the next batch of changes of " + change.table()
                                        + " in the same transaction, so that the batches commit together")
                        .at(change.place())
                        .about(change.table().toString());
            }
        }
    }

    private static boolean isBatchOf(Step step, QualifiedName table) {
        return DataChange.of(step.tree()).stream()
                .filter(change -> step.effectOn(change.target())
                        .filter(effect -> effect.relation().equals(table))
                        .isPresent())
                .anyMatch(change -> Reaches.of(change, step.tree(), step::table, Set.of()) == Reach.BATCH);
    }
}
