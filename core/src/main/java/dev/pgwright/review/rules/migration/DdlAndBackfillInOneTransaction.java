package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Step;
import dev.pgwright.review.TableChange;
import dev.pgwright.review.TransactionBlock;
import dev.pgwright.server.LockMode;
import dev.pgwright.sql.tree.LockStmt;
import java.util.Comparator;
import java.util.Locale;

/** A table that is altered and then filled in one transaction. */
public final class DdlAndBackfillInOneTransaction implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "ddl-and-backfill-in-one-transaction", Needs.SQL, Severity.ERROR)
            .detects("A table is altered and then filled by UPDATE, MERGE or INSERT ... SELECT in the "
                    + "same transaction.")
            .cost("ACCESS EXCLUSIVE held for the whole backfill")
            .safe("Three steps: the change of the schema, batches outside of any transaction, then "
                    + "the constraint.")
            .seed("Migrations: backfills use batching")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        TransactionBlock transaction = statement.step().transaction();
        if (transaction == null) {
            return;
        }
        for (TableChange change : statement.tableChanges()) {
            boolean many = change.reach() == Reach.ALL || change.reach() == Reach.GROUPS || change.looped();
            if (!many || !change.existing()) {
                continue;
            }
            statement.migration().steps().stream()
                    .filter(step -> step.transaction() == transaction && holds(step, change.table()))
                    .max(Comparator.comparing(
                            step -> step.effectOn(change.table()).orElseThrow().mode()))
                    .ifPresent(step -> found(statement, change, step, report));
        }
    }

    private static boolean holds(Step step, QualifiedName table) {
        return step.effectOn(table)
                        .filter(effect -> effect.mode().blocksWrites())
                        .isPresent()
                && !(step.tree() instanceof LockStmt);
    }

    private static void found(StatementContext statement, TableChange change, Step step, Report report) {
        LockMode mode = step.effectOn(change.table()).map(RelationEffect::mode).orElse(LockMode.ACCESS_EXCLUSIVE);
        String blocked = mode.blocksReads() ? "reading or writing" : "writing to";
        report.found(
                        statement,
                        change.words() + " runs in the transaction that altered the table on line "
                                + statement
                                        .source()
                                        .position(step.span().start())
                                        .line() + ", so that it keeps everybody from "
                                + blocked + " the table until it is done")
                .at(change.place())
                .on(change.table())
                .changesRows()
                .cost(mode.sql().toUpperCase(Locale.ROOT) + " on " + change.table()
                        + " for as long as the rows are changed");
    }
}
