package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import java.util.Optional;

/** Long statements that block others without limit. */
public final class StatementTimeoutMissing implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("statement-timeout-missing", Needs.SQL, Severity.ADVICE)
            .detects("A statement that reads, writes or indexes a whole existing table while it blocks "
                    + "others has no statement_timeout, or the transaction that BEGIN opens for it has "
                    + "no limit on idleness.")
            .safe("SET LOCAL statement_timeout to what the plan allows, and "
                    + "idle_in_transaction_session_timeout or transaction_timeout beside it.")
            .seed("Planning: how long will it take")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            Optional<RelationEffect> blocking = step.existing().stream()
                    .filter(effect -> effect.mode().blocksWrites()
                            && (effect.rewrites() || effect.scans() || effect.buildsIndex()))
                    .findFirst();
            if (blocking.isPresent() && Statements.concurrent(step.tree()).isEmpty()) {
                Optional<String> missing = missing(migration, step);
                if (missing.isPresent()) {
                    report.found(
                                    migration,
                                    step,
                                    "This works through " + blocking.get().relation() + " while it blocks others, and "
                                            + missing.get())
                            .on(blocking.get().relation())
                            .whateverTheSize();
                    // once a migration: one setting in front of the first mends them all
                    return;
                }
            }
        }
    }

    private static Optional<String> missing(MigrationContext migration, Step step) {
        Settings settings = step.settings();
        boolean whole = settings.limits(Settings.TRANSACTION_TIMEOUT) && migration.version() >= 17;
        if (whole) {
            return Optional.empty();
        }
        if (!settings.limits(Settings.STATEMENT_TIMEOUT)) {
            return Optional.of("no statement_timeout ends it");
        }
        boolean opened = step.transaction() != null && !step.transaction().byRunner();
        return opened && !settings.limits(Settings.IDLE_TIMEOUT)
                ? Optional.of("no idle_in_transaction_session_timeout ends its transaction when the client is gone")
                : Optional.empty();
    }
}
