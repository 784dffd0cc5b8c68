package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.sql.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries that would be served by a partial index, did they say its condition. */
public final class PartialIndexPredicateNotMatched implements WorkloadRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "partial-index-predicate-not-matched", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A known query looks for rows by the first column of a partial index, does not demand what the index"
                            + " demands, and no other index serves it.")
            .cost("the index is passed over, and the table is read as a whole")
            .safe(
                    "Add the condition of the index to the query, if it only wants such rows; else make an index for all rows.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .seed("Indexes: partial indexes where appropriate")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<Access> accesses = WorkloadTables.heaviestFirst(workload);
        Set<String> told = new HashSet<>();
        for (Access access : accesses) {
            if (WorkloadTables.isWorthwhile(access, report.limit(WorkloadTables.ROWS)) && !isServed(access)) {
                for (Index index : access.query().indexes(access.name())) {
                    wanted(access, index)
                            .filter(condition ->
                                    told.add(index.name() + " " + access.query().words()))
                            .ifPresent(condition -> found(access, index, condition, report));
                }
            }
        }
    }

    private static void found(Access access, Index index, Condition condition, Report report) {
        Report.Draft draft = report.found(
                        access.query(),
                        access.query().words() + " looks for rows of " + WorkloadTables.named(access) + " by "
                                + condition.column() + ", but " + index.name() + " has only those with "
                                + index.predicate() + ", which the query does not demand: "
                                + WorkloadTables.readWhole(access))
                .at(access.query().place(BoundQuery.location(condition.term())))
                .about(access.name().toString())
                .advice("Add the condition to the query, if it only wants such rows; else make an index for all rows: "
                        + IndexAdvice.btree(
                                        access.table(), List.of(Identifiers.quoteIdentifier(condition.column())), null)
                                .sql()
                        + WorkloadTables.price(access));
        if (access.facts().isEmpty()) {
            draft.severity(Severity.ADVICE);
        }
    }

    private static boolean isServed(Access access) {
        return !IndexMatch.of(access, one -> one.kind() != Kind.NOT_NULL).isEmpty();
    }

    /** The condition on the first column of a partial index whose predicate the query does not imply. */
    static Optional<Condition> wanted(Access access, Index index) {
        if (index.predicate() == null
                || !index.method().equals("btree")
                || !access.understood()
                || Implication.of(access, index.predicate()) != Implication.NO) {
            return Optional.empty();
        }
        IndexElement first = index.elements().get(0);
        return access.on(first.expression() ? "" : first.key()).stream()
                .filter(one -> one.kind() == Kind.EQUAL || one.kind() == Kind.IN)
                .filter(one -> Selectivity.isSelective(access, one, 0.05))
                .findFirst();
    }
}
