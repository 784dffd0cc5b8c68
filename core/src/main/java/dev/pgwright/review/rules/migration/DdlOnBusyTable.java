package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Impact;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Step;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Strong locks on tables that many queries use all the time. */
public final class DdlOnBusyTable implements MigrationRule {
    private static final Parameter PER_SECOND =
            new Parameter("min-per-second", 100, "reads, or written rows, a second from which on a table is busy");
    private static final RuleInfo INFO = RuleInfo.migration("ddl-on-busy-table", Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "DDL that needs a blocking lock on a table whose traffic is above the limit, with no lock_timeout in"
                            + " force.")
            .cost("waiting queries pile up with the traffic, until no connection is left")
            .safe("Set a short lock_timeout, retry, and run it when traffic is low.")
            .parameter(PER_SECOND)
            .seed("Execute: run during low traffic")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Set<QualifiedName> reported = new TreeSet<>();
        for (Step step : migration.steps()) {
            // partitions are busy where their parent is, which is as large at least and comes first
            Impact.of(step, migration.facts()).stream()
                    .filter(impact -> waiting(impact) >= report.limit(PER_SECOND))
                    .findFirst()
                    .filter(impact -> impact.seconds() > 0 || !step.settings().limits(Settings.LOCK_TIMEOUT))
                    .filter(impact -> reported.add(impact.size().name()))
                    .ifPresent(impact -> report.found(migration, step, message(impact))
                            .on(impact.size().name())
                            .whateverTheSize());
        }
    }

    private static double waiting(Impact impact) {
        if (!impact.effect().mode().blocksWrites()) {
            return 0;
        }
        double writes = impact.size().writesPerSecond();
        return impact.effect().mode().blocksReads()
                ? Math.max(writes, impact.size().readsPerSecond())
                : writes;
    }

    private static String message(Impact impact) {
        String lock = impact.effect().mode().sql().toUpperCase(Locale.ROOT);
        String traffic = impact.effect().mode().blocksReads()
                ? Math.round(impact.size().readsPerSecond()) + " reads and "
                        + Math.round(impact.size().writesPerSecond()) + " written rows"
                : Math.round(impact.size().writesPerSecond()) + " written rows";
        return lock + " on " + impact.size().name() + " stops " + traffic
                + " a second while it waits and while it is held";
    }
}
