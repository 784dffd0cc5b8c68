package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One transaction that takes ACCESS EXCLUSIVE on several tables. */
public final class WideLockWindow implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration("wide-lock-window", Needs.SQL, Severity.WARNING)
            .detects("One transaction takes ACCESS EXCLUSIVE on two or more existing tables.")
            .cost("all locks are held until the commit; a deadlock with whoever takes them in another order")
            .safe("Change one table in a transaction, always in the same order.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (List<Step> steps : migration.transactions().values()) {
            Set<QualifiedName> locked = new TreeSet<>();
            for (Step step : steps) {
                boolean more = step.existing().stream()
                        .filter(WideLockWindow::isExclusiveTable)
                        .map(RelationEffect::relation)
                        .collect(Collectors.toSet())
                        .stream()
                        .anyMatch(locked::add);
                if (more && locked.size() > 1) {
                    report.found(
                            migration,
                            step,
                            "With this statement the transaction holds ACCESS EXCLUSIVE on " + locked.size()
                                    + " tables until it commits: "
                                    + locked.stream()
                                            .map(QualifiedName::toString)
                                            .collect(Collectors.joining(", ")));
                    break;
                }
            }
        }
    }

    private static boolean isExclusiveTable(RelationEffect effect) {
        return effect.mode() == LockMode.ACCESS_EXCLUSIVE
                && (effect.kind() == RelationKind.TABLE || effect.kind() == RelationKind.PARTITIONED_TABLE);
    }
}
