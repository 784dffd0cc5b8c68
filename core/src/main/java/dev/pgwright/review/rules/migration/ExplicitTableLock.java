package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.VariableSetStmt;

/** LOCK TABLE that keeps others out. */
public final class ExplicitTableLock implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("explicit-table-lock", Needs.SQL, Severity.WARNING)
            .detects("LOCK TABLE in SHARE mode or stronger on an existing table, ACCESS EXCLUSIVE "
                    + "where no mode is given.")
            .cost("the named mode on each listed table until the transaction ends")
            .safe("Use row locks or an advisory lock, or the weakest mode that does, with a " + "lock_timeout.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            if (!(step.tree() instanceof LockStmt lock)) {
                continue;
            }
            for (Node node : lock.relations()) {
                if (node instanceof RangeVar range) {
                    step.effectOn(range)
                            .filter(effect -> effect.mode().blocksWrites() && !isTakenAnyway(migration, step, effect))
                            .ifPresent(effect -> report.found(migration, step, message(step, effect))
                                    .on(effect.relation())
                                    .at(range.location()));
                }
            }
        }
    }

    private static String message(Step step, RelationEffect effect) {
        String words = "LOCK TABLE " + effect.relation();
        if (!step.inTransaction()) {
            return words + " stands outside of a transaction, where PostgreSQL refuses it";
        }
        return words + " keeps everybody from " + (effect.mode().blocksReads() ? "reading or writing" : "writing to")
                + " it until the transaction ends";
    }

    /** A lock that the next statement takes as well costs nothing, and is the way to take the strongest one first. */
    private static boolean isTakenAnyway(MigrationContext migration, Step lock, RelationEffect effect) {
        return lock.transaction() != null
                && migration.steps().stream()
                        .skip(lock.number() + 1L)
                        .filter(step -> !(step.tree() instanceof VariableSetStmt) && !(step.tree() instanceof LockStmt))
                        .findFirst()
                        .filter(step -> step.transaction() == lock.transaction())
                        .flatMap(step -> step.effectOn(effect.relation()))
                        .filter(next -> next.mode().compareTo(effect.mode()) >= 0)
                        .isPresent();
    }
}
