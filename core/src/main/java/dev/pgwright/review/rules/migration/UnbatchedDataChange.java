package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.Batches;
import dev.pgwright.migrate.plan.DoBlock;
import dev.pgwright.migrate.plan.InsertBatches;
import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.DataChange.Verb;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TableChange;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Optional;

/** Changes of all rows of a table in one statement. */
public final class UnbatchedDataChange implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("unbatched-data-change", Needs.SQL, Severity.ERROR)
            .detects("UPDATE, DELETE, MERGE or INSERT ... SELECT that covers an existing table without "
                    + "a key range or LIMIT.")
            .cost("row locks and one long transaction; dead rows and write-ahead log in proportion " + "to the table")
            .safe("Loop over ranges of the primary key, 1,000 to 10,000 rows each, and commit each.")
            .seed("Migrations: backfills use batching for large tables")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (TableChange change : statement.tableChanges()) {
            if (change.reach() != Reach.ALL) {
                continue;
            }
            if (change.change().verb() == Verb.INSERT) {
                insert(statement, change, report);
            } else if (change.existing()) {
                report.found(
                                statement,
                                change.words() + " " + rows(change.change().tree()))
                        .at(change.place())
                        .on(change.table())
                        .changesRows()
                        .fix(change(statement));
            }
        }
    }

    private static Fix change(StatementContext statement) {
        if (statement.tree() instanceof DoStmt) {
            return fix(DoBlock.apart(statement.change()), DoBlock.NOT_PLAIN);
        }
        return fix(
                Batches.of(statement.change()),
                "its table has no primary key to go by, or it matters to the statement what the other rows hold");
    }

    private static Fix copy(StatementContext statement, TableChange change) {
        if (statement.tree() instanceof DoStmt) {
            return fix(DoBlock.apart(statement.change()), DoBlock.NOT_PLAIN);
        }
        InsertBatches.Attempt attempt = InsertBatches.of(statement.change(), !change.existing());
        return fix(attempt.form(), attempt.reason());
    }

    private static Fix fix(Optional<SafeForm> form, String otherwise) {
        return form.isPresent() ? new Fix.Replacement(form.get()) : new Fix.ByHand(otherwise);
    }

    private static void insert(StatementContext statement, TableChange change, Report report) {
        List<QualifiedName> sources = change.sources(statement);
        if (sources.isEmpty()) {
            return;
        }
        Draft found = report.found(
                        statement,
                        change.words() + " copies all rows of " + sources.get(0)
                                + " in one statement and one transaction")
                .at(change.place())
                .fix(copy(statement, change));
        if (change.existing()) {
            found.on(sources.get(0)).changesRows();
        } else {
            // nobody uses the target yet: it is a long transaction, but nobody's rows are locked
            found.severity(Severity.WARNING).on(sources.get(0));
        }
    }

    private static String rows(Node change) {
        boolean whole = (change instanceof UpdateStmt update
                        && update.whereClause() == null
                        && update.fromClause().isEmpty())
                || (change instanceof DeleteStmt delete
                        && delete.whereClause() == null
                        && delete.usingClause().isEmpty());
        return whole
                ? "changes every row in one statement and one transaction"
                : "changes any number of rows in one statement: nothing in it is a key, a range of keys or a LIMIT";
    }
}
