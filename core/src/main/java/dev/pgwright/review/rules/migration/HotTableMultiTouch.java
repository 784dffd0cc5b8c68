package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One table that several pending migrations lock one after the other. */
public final class HotTableMultiTouch implements HistoryRule {
    private static final Parameter LEAST =
            new Parameter("migrations", 3, "how many pending migrations that lock one table are told");

    private static final RuleInfo INFO = RuleInfo.migration("hot-table-multi-touch", Needs.HISTORY, Severity.ADVICE)
            .detects(
                    "Three or more pending migrations each take a lock on the same existing table that blocks its writers.")
            .cost("one wait in the lock queue for each of them, with all writers behind it")
            .safe("Put the quick changes of the table into one ALTER TABLE of one migration.")
            .parameter(LEAST)
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(HistoryContext history, Report report) {
        for (List<MigrationContext> release : history.releases()) {
            Map<QualifiedName, List<ReleaseStep>> touched = new TreeMap<>();
            for (MigrationContext migration : release) {
                Set<QualifiedName> here = new HashSet<>();
                for (Step step : migration.steps()) {
                    for (RelationEffect effect : step.existing()) {
                        if (blocksWriters(effect)
                                && !ReleaseStep.isNew(release, effect.relation())
                                && here.add(effect.relation())) {
                            touched.computeIfAbsent(effect.relation(), table -> new ArrayList<>())
                                    .add(new ReleaseStep(migration, step));
                        }
                    }
                }
            }
            touched.forEach((table, steps) -> {
                if (steps.size() >= report.limit(LEAST)) {
                    ReleaseStep last = steps.get(steps.size() - 1);
                    report.found(
                                    last.migration(),
                                    last.step(),
                                    "This is the last of " + steps.size() + " pending migrations that each block the"
                                            + " writers of " + table + ": "
                                            + String.join(
                                                    ", ",
                                                    steps.stream()
                                                            .map(at -> at.migration()
                                                                    .migration()
                                                                    .version())
                                                            .toList()))
                            .on(table);
                }
            });
        }
    }

    private static boolean blocksWriters(RelationEffect effect) {
        return effect.mode().compareTo(LockMode.SHARE) >= 0
                && (effect.kind() == RelationKind.TABLE || effect.kind() == RelationKind.PARTITIONED_TABLE);
    }
}
