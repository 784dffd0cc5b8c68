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
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.tree.CreateTrigStmt;
import java.util.Optional;

/** CREATE TRIGGER, which keeps writes out until its transaction ends. */
public final class CreateTriggerLock implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration("create-trigger-lock", Needs.SQL, Severity.WARNING)
            .detects(
                    "CREATE TRIGGER on an existing table without lock_timeout, or in one transaction with work on other"
                            + " tables.")
            .cost("SHARE ROW EXCLUSIVE until the transaction ends")
            .safe("Run it alone, with lock_timeout set, and retry.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            if (step.tree() instanceof CreateTrigStmt trigger && trigger.relation() != null) {
                step.effectOn(trigger.relation())
                        .filter(effect -> isTable(effect.kind()))
                        .map(RelationEffect::relation)
                        .filter(table -> !migration.hasLockedBefore(step, table))
                        .ifPresent(table -> why(migration, step, table)
                                .ifPresent(why -> report.found(
                                                migration,
                                                step,
                                                "Creating the trigger " + trigger.trigname() + " on " + table + " "
                                                        + why)
                                        .on(table)));
            }
        }
    }

    private static Optional<String> why(MigrationContext migration, Step step, QualifiedName table) {
        if (!step.settings().limits(Settings.LOCK_TIMEOUT)) {
            return Optional.of("waits for its lock without limit while all later writes queue behind it");
        }
        return migration.steps().stream()
                .filter(other -> other.number() > step.number()
                        && other.inTransaction()
                        && other.transaction() == step.transaction())
                .flatMap(other -> other.existing().stream())
                .filter(effect -> !effect.relation().equals(table) && isTable(effect.kind()))
                .map(effect ->
                        "keeps writes out until the transaction ends, which still goes on to " + effect.relation())
                .findFirst();
    }

    private static boolean isTable(RelationKind kind) {
        return kind == RelationKind.TABLE || kind == RelationKind.PARTITIONED_TABLE;
    }
}
