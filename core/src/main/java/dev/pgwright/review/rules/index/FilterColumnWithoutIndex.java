package dev.pgwright.review.rules.index;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import java.util.ArrayList;
import java.util.List;

/** Conditions that no index serves. */
public final class FilterColumnWithoutIndex implements WorkloadRule {
    private static final Parameter PERCENT =
            new Parameter("max-percent", 5, "part of a table's rows, in percent, that is still found by an index");
    private static final RuleInfo INFO = RuleInfo.of(
                    "filter-column-without-index", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A known query, or one of a routine, looks for few rows of a large table by columns that no index leads with.")
            .cost("the table is read from its beginning to its end")
            .safe(
                    "Create an index on the columns that select the rows, then those that order them or limit them to a range.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .parameter(PERCENT)
            .seed("Plan indexes: index columns in WHERE clauses")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<FilterNeed> needs = new ArrayList<>();
        for (Access access : Access.of(workload)) {
            if (WorkloadTables.isWorthwhile(access, report.limit(WorkloadTables.ROWS))) {
                FilterNeed.of(access, report.limit(PERCENT) / 100.0).ifPresent(needs::add);
            }
        }
        FilterNeed.together(needs).forEach(group -> found(group, report));
    }

    private static void found(List<FilterNeed> group, Report report) {
        FilterNeed first = group.get(0);
        Access access = first.access();
        List<Access> others =
                group.stream().skip(1).map(FilterNeed::access).distinct().toList();
        Report.Draft draft = report.found(
                        access.query(),
                        access.query().words() + " looks for rows of " + WorkloadTables.named(access) + " by "
                                + first.words() + ", and no index leads with "
                                + (first.columns().size() == 1 ? "it" : "any of them") + ": "
                                + WorkloadTables.readWhole(access) + WorkloadTables.alike(others))
                .at(first.place())
                .about(access.name().toString())
                .advice(FilterNeed.advice(group).sql() + WorkloadTables.price(access));
        first.cost().ifPresent(draft::cost);
        if (access.facts().isEmpty()) {
            draft.severity(Severity.ADVICE);
        }
    }
}
