package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Indexes that have the columns of a query, but not in the order in which they would find its rows. */
public final class CompositeIndexColumnOrder implements WorkloadRule {
    private static final double SELECTIVE = 0.1;
    private static final RuleInfo INFO = RuleInfo.of(
                    "composite-index-column-order", Area.INDEX, Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A known query compares a column for equality that is in a composite index, but behind one that it compares"
                            + " with a range or not at all.")
            .cost("the index is read widely, or not used")
            .safe(
                    "Build an index with the columns of equality first, then those of ORDER BY, then a range; then drop the old one"
                            + " if no other query needs it.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .seed("Root cause: wrong index order?")
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
            boolean worthwhile = access.facts()
                    .map(facts -> facts.rows() >= report.limit(WorkloadTables.ROWS))
                    .orElse(false);
            if (!worthwhile || isServed(access)) {
                continue;
            }
            for (Index index : access.query().indexes(access.name())) {
                behind(access, index)
                        .filter(condition -> !FilterNeed.isSkipped(access, index) || isInRange(access, index))
                        .filter(condition -> told.add(index.name() + " " + condition.column()))
                        .ifPresent(condition -> found(access, index, condition, report));
            }
        }
    }

    private static void found(Access access, Index index, Condition condition, Report report) {
        String first = index.elements().get(0).key();
        List<String> keys = new ArrayList<>(List.of(Identifiers.quoteIdentifier(condition.column())));
        boolean range = isInRange(access, index);
        if (range) {
            keys.add(Identifiers.quoteIdentifier(first));
        } else {
            index.elements().stream()
                    .filter(element -> !element.expression()
                            && access.on(element.key()).stream().anyMatch(Condition::isEquality))
                    .map(element -> Identifiers.quoteIdentifier(element.key()))
                    .filter(key -> !keys.contains(key))
                    .forEach(keys::add);
        }
        report.found(
                        access.query(),
                        access.query().words() + " looks for rows of " + WorkloadTables.named(access) + " by "
                                + condition.column() + ", which stands behind " + first + " in " + index.name()
                                + ", and "
                                + (range
                                        ? first + " is only limited to a range"
                                        : "the query does not compare " + first))
                .at(access.query().place(BoundQuery.location(condition.term())))
                .about(SchemaContext.shown(access.name()))
                .advice(IndexAdvice.btree(access.table(), keys, index.predicate())
                                .sql() + " Then see whether anything still scans " + index.name() + "."
                        + WorkloadTables.price(access));
    }

    /** Whether some index leads with a column of equality, or with a condition that nobody can weigh. */
    private static boolean isServed(Access access) {
        return IndexMatch.of(
                        access,
                        one -> one.isEquality()
                                || one.kind() == Kind.JOIN
                                || one.kind() == Kind.CORRELATED
                                || one.kind() == Kind.CONTAINS
                                || one.kind() == Kind.PREFIX)
                .stream()
                .anyMatch(match ->
                        match.unsure() || Selectivity.of(access, match.equal()).orElse(0) <= SELECTIVE);
    }

    private static boolean isInRange(Access access, Index index) {
        return access.on(index.elements().get(0).key()).stream().anyMatch(one -> one.kind() == Kind.RANGE);
    }

    /** The condition of equality on a later key that leads to few rows. */
    private static Optional<Condition> behind(Access access, Index index) {
        if (!FilterNeed.isBehind(access, index) || index.elements().get(0).expression()) {
            return Optional.empty();
        }
        List<String> later =
                index.elements().stream().skip(1).map(IndexElement::key).toList();
        return access.equalities().stream()
                .filter(one -> later.contains(one.column()) && Selectivity.isSelective(access, one, SELECTIVE))
                .findFirst();
    }
}
