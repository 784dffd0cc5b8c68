package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.Reordered;
import dev.pgwright.review.rules.migration.LockWindows.Slow;

/** Quick strong locks in front of slow work. */
public final class StatementOrderWidensLock implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("statement-order-widens-lock", Needs.SQL, Severity.WARNING)
            .detects("In one transaction a statement that locks a table strongly precedes slower work "
                    + "that does not need it, so that another order would hold the lock for less time.")
            .cost("the strong lock is held for the sum of the later statements")
            .safe("Put independent slow work first and the strongest lock last, just before COMMIT.")
            .fixable()
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Slow slow : LockWindows.of(migration)) {
            if (slow.independent()) {
                int line =
                        migration.source().position(slow.step().span().start()).line();
                boolean reads = slow.held().mode().blocksReads();
                report.found(
                                migration,
                                slow.holder(),
                                "Nobody can " + (reads ? "read or write " : "write to ")
                                        + slow.held().relation()
                                        + " while the statement on line " + line
                                        + " works, which could as well stand in front of this one")
                        .on(slow.held().relation())
                        .whateverTheSize()
                        .fix(Reordered.behind(migration, slow.movable(), slow.step()));
            }
        }
    }
}
