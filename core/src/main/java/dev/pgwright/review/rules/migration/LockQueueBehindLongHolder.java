package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Step;
import dev.pgwright.server.LockMode;
import dev.pgwright.workload.Holder;
import java.util.Set;
import java.util.TreeSet;

/** Strong locks on tables that somebody holds right now and does not let go. */
public final class LockQueueBehindLongHolder implements MigrationRule {
    private static final Parameter SECONDS =
            new Parameter("min-seconds", 10, "seconds from which on an open transaction is long");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "lock-queue-behind-long-holder", Needs.SERVER, Severity.ERROR)
            .detects(
                    "A table that a statement locks is held right now by a long or idle transaction, a prepared one, or a"
                            + " vacuum against wraparound.")
            .cost("the statement waits, and whoever comes after it waits too")
            .safe("Wait for the holder or end it before starting, and set lock_timeout.")
            .parameter(SECONDS)
            .seed("Planning: what locks will be acquired")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Set<QualifiedName> reported = new TreeSet<>();
        for (Step step : migration.steps()) {
            for (RelationEffect effect : step.existing()) {
                migration.facts().holders().stream()
                        .filter(holder -> holder.seconds() >= report.limit(SECONDS) && isInTheWay(holder, effect))
                        .findFirst()
                        .filter(holder -> reported.add(effect.relation()))
                        .ifPresent(holder -> report(migration, step, effect, holder, report));
            }
        }
    }

    private static boolean isInTheWay(Holder holder, RelationEffect effect) {
        // what needs no more than a writer's lock makes nobody wait
        return effect.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0
                && holder.lockOn(effect.relation())
                        .filter(held -> held.conflictsWith(effect.mode()))
                        .isPresent();
    }

    private static void report(
            MigrationContext migration, Step step, RelationEffect effect, Holder holder, Report report) {
        boolean limited = step.settings().limits(Settings.LOCK_TIMEOUT);
        report.found(
                        migration,
                        step,
                        effect.relation() + " is held by " + holder.description() + " for "
                                + Amounts.duration(holder.seconds())
                                + (limited ? ": this would end by its lock_timeout" : ": this would wait for it"))
                .on(effect.relation())
                .severity(limited ? Severity.WARNING : Severity.ERROR)
                .evidence(Evidence.MEASURED);
    }
}
