package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.migration.LockWindows.Slow;

/** Slow statements behind a strong lock. */
public final class StatementAfterStrongLock implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("statement-after-strong-lock", Needs.SQL, Severity.WARNING)
            .detects("A scan, rewrite, index build or change of many rows runs in a transaction that "
                    + "already holds ACCESS EXCLUSIVE or SHARE ROW EXCLUSIVE on another existing table.")
            .cost("the strong lock lasts until the transaction ends")
            .safe("Commit right after the locking statement and move the rest out.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Slow slow : LockWindows.of(migration)) {
            if (!slow.independent()) {
                report.found(migration, slow.step(), message(migration, slow))
                        .about(slow.held().relation().toString());
            }
        }
    }

    private static String message(MigrationContext migration, Slow slow) {
        boolean reads = slow.held().mode().blocksReads();
        return "While this works, nobody can " + (reads ? "read or write " : "write to ")
                + slow.held().relation()
                + ", which the transaction has locked since line "
                + migration.source().position(slow.holder().span().start()).line();
    }
}
