package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Step;
import dev.pgwright.review.fix.Timeouts;
import dev.pgwright.server.LockMode;
import java.util.Comparator;
import java.util.List;
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
        List<Step> waiting = migration.steps().stream()
                .filter(step -> strongest(step).isPresent() && !step.settings().limits(Settings.LOCK_TIMEOUT))
                .toList();
        if (!waiting.isEmpty()) {
            // once a migration: one fix mends them all
            QualifiedName table = strongest(waiting.get(0)).orElseThrow().relation();
            report.found(
                            migration,
                            waiting.get(0),
                            "No lock_timeout is set: while this waits for its lock on " + table
                                    + ", every later query of it waits too")
                    .on(table)
                    .whateverTheSize()
                    .fix(Timeouts.set(migration, Settings.LOCK_TIMEOUT, "5s", waiting));
        }
    }

    private static Optional<RelationEffect> strongest(Step step) {
        return step.existing().stream()
                .filter(effect -> effect.mode().compareTo(LockMode.SHARE) >= 0)
                .max(Comparator.comparing(RelationEffect::mode));
    }
}
