package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Step;
import dev.pgwright.server.LockMode;
import java.util.Comparator;
import java.util.Optional;

/** Statements that wait for a lock without limit while everybody else queues behind them. */
public final class LockTimeoutMissing implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration("lock-timeout-missing", Needs.SQL, Severity.WARNING)
            .detects("A statement that needs SHARE or stronger on an existing table runs with no lock_timeout set"
                    + " before it.")
            .cost("waits without limit, and all later queries queue behind it")
            .safe("SET LOCAL lock_timeout to a few seconds before it, and retry.")
            .fixable()
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        // once a migration: one setting in front of the first mends them all
        for (Step step : migration.steps()) {
            Optional<RelationEffect> strongest = step.existing().stream()
                    .filter(effect -> effect.mode().compareTo(LockMode.SHARE) >= 0)
                    .max(Comparator.comparing(RelationEffect::mode));
            if (strongest.isPresent() && !step.settings().limits(Settings.LOCK_TIMEOUT)) {
                report.found(
                                migration,
                                step,
                                "No lock_timeout is set: while this waits for its lock on "
                                        + strongest.get().relation() + ", every later query of it waits too")
                        .on(strongest.get().relation())
                        .whateverTheSize();
                return;
            }
        }
    }
}
