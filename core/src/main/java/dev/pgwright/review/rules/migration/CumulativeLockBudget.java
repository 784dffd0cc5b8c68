package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.Impact;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Several steps that together keep a table blocked for too long. */
public final class CumulativeLockBudget implements HistoryRule {
    private static final Parameter SECONDS =
            new Parameter("max-seconds", 60, "expected seconds for which one table may be blocked in all");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "cumulative-lock-budget", Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "The expected blocking time of one table, summed over the migrations under review, exceeds the budget.")
            .cost("the sum of the parts")
            .safe("Spread the steps over several releases, or take forms that work beside reads and writes.")
            .parameter(SECONDS)
            .seed("Planning: how long will it take")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(HistoryContext history, Report report) {
        Map<QualifiedName, List<Double>> blocked = new TreeMap<>();
        Set<QualifiedName> reported = new TreeSet<>();
        for (MigrationContext migration : history.reviewed()) {
            for (Step step : migration.steps()) {
                for (Impact impact : Impact.of(step, history.facts())) {
                    QualifiedName table = impact.size().name();
                    if (impact.seconds() > 0 && impact.effect().mode().blocksWrites()) {
                        List<Double> parts = blocked.computeIfAbsent(table, name -> new ArrayList<>());
                        parts.add(impact.seconds());
                        double sum =
                                parts.stream().mapToDouble(Double::doubleValue).sum();
                        if (parts.size() > 1 && sum > report.limit(SECONDS) && reported.add(table)) {
                            report.found(
                                            migration,
                                            step,
                                            "With this step " + impact.table() + " is blocked for about "
                                                    + Amounts.duration(sum) + " in all, over " + parts.size()
                                                    + " steps")
                                    .on(table)
                                    .whateverTheSize();
                        }
                    }
                }
            }
        }
    }
}
