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
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.review.fix.Timeouts;
import java.util.List;
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
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        List<Step> missing = migration.steps().stream()
                .filter(step ->
                        blocking(step).isPresent() && missing(migration, step).isPresent())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        // once a migration: one fix mends them all
        Step first = missing.get(0);
        QualifiedName table = blocking(first).orElseThrow().relation();
        String parameter = missing(migration, first).orElseThrow();
        List<Step> same = missing.stream()
                .filter(step -> missing(migration, step).equals(Optional.of(parameter)))
                .toList();
        report.found(
                        migration,
                        first,
                        "This works through " + table + " while it blocks others, and "
                                + (parameter.equals(Settings.STATEMENT_TIMEOUT) ? NO_END : NO_CLIENT))
                .on(table)
                .whateverTheSize()
                .fix(Timeouts.set(migration, parameter, "60s", same));
    }

    private static final String NO_END = "no statement_timeout ends it";

    private static final String NO_CLIENT =
            "no idle_in_transaction_session_timeout ends its transaction when the client is gone";

    private static Optional<RelationEffect> blocking(Step step) {
        return Statements.concurrent(step.tree()).isPresent()
                ? Optional.empty()
                : step.existing().stream().filter(step::blocksLong).findFirst();
    }

    /** The parameter that is not set. */
    private static Optional<String> missing(MigrationContext migration, Step step) {
        Settings settings = step.settings();
        boolean whole = settings.limits(Settings.TRANSACTION_TIMEOUT) && migration.version() >= 17;
        if (whole) {
            return Optional.empty();
        }
        if (!settings.limits(Settings.STATEMENT_TIMEOUT)) {
            return Optional.of(Settings.STATEMENT_TIMEOUT);
        }
        boolean opened = step.transaction() != null && !step.transaction().byRunner();
        return opened && !settings.limits(Settings.IDLE_TIMEOUT)
                ? Optional.of(Settings.IDLE_TIMEOUT)
                : Optional.empty();
    }
}
