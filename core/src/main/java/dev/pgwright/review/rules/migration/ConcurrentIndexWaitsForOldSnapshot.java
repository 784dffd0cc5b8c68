package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.server.LockMode;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.workload.Holder;

/** CONCURRENTLY that has to wait for transactions that are open now. */
public final class ConcurrentIndexWaitsForOldSnapshot implements StatementRule {
    private static final Parameter SECONDS =
            new Parameter("min-seconds", 60, "seconds from which on an open transaction is old");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "concurrent-index-waits-for-old-snapshot", Needs.SERVER, Severity.WARNING)
            .detects(
                    "CREATE INDEX, DROP INDEX or REINDEX CONCURRENTLY is due while the database has transactions with snapshots older than the threshold, or"
                            + " long users of the table, prepared ones included.")
            .cost("it waits for each of them, without limit")
            .safe("Wait for the old transactions or end them first, then start.")
            .parameter(SECONDS)
            .seed("Planning: what locks, how long")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        boolean drops = statement.tree() instanceof DropStmt drop && drop.concurrent();
        if (!drops && !builds(statement.tree())) {
            return;
        }
        // a build waits for writers and then for snapshots, a drop for whoever uses the table at all (indexcmds.c,
        // index.c)
        LockMode wanted = drops ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE;
        for (Holder holder : statement.facts().holders()) {
            boolean uses = statement.step().existing().stream()
                    .flatMap(effect -> holder.lockOn(effect.relation()).stream())
                    .anyMatch(held -> held.conflictsWith(wanted));
            boolean waitedFor = uses || (holder.holdsSnapshot() && !drops);
            if (waitedFor && holder.seconds() >= report.limit(SECONDS)) {
                report.found(
                                statement,
                                "This has to wait for " + holder.description() + ", open for "
                                        + Amounts.duration(holder.seconds()) + ", which "
                                        + (uses ? "uses the table" : "has an older snapshot"))
                        .evidence(Evidence.MEASURED);
                return;
            }
        }
    }

    private static boolean builds(Node tree) {
        return (tree instanceof IndexStmt || tree instanceof ReindexStmt)
                && Statements.concurrent(tree).isPresent();
    }
}
