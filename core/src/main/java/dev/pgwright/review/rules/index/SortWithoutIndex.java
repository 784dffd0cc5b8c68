package dev.pgwright.review.rules.index;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.review.rules.query.Predicates;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Pages for which many rows are sorted. */
public final class SortWithoutIndex implements WorkloadRule {
    private static final Parameter SORTED =
            new Parameter("min-sorted-rows", 1_000, "rows that are sorted for a page before that is worth a word");
    private static final int MOST_KEYS = 4;
    private static final RuleInfo INFO = RuleInfo.of(
                    "sort-without-index", Area.INDEX, Needs.STATISTICS, Severity.ADVICE)
            .detects(
                    "A known query with ORDER BY and LIMIT has no index that gives the rows in that order, behind the columns"
                            + " that it compares for equality.")
            .cost("all rows that match are read and sorted for each page")
            .safe("Create an index on the columns of equality, then those of ORDER BY with their directions.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .parameter(SORTED)
            .seed("Indexes: composite indexes match query patterns")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        Set<String> told = new HashSet<>();
        List<Access> accesses = WorkloadTables.heaviestFirst(workload);
        for (Access access : accesses) {
            List<SortKey> keys = SortKey.behind(access, SortKey.of(access));
            boolean worthwhile = access.facts()
                    .map(facts -> facts.rows() >= report.limit(WorkloadTables.ROWS))
                    .orElse(false);
            if (worthwhile && !keys.isEmpty() && isPage(access) && isSorted(access, keys)) {
                // an index for the condition, which filter-column-without-index proposes, gives the order as well
                double rows = sortedRows(access);
                List<String> columns = new ArrayList<>();
                access.equalities().forEach(one -> columns.add(Identifiers.quoteIdentifier(one.column())));
                columns.addAll(SortKey.sql(keys));
                IndexAdvice advice = IndexAdvice.btree(access.table(), columns, null);
                if (rows >= report.limit(SORTED)
                        && columns.size() <= MOST_KEYS
                        && FilterNeed.of(access, 0.05).isEmpty()
                        && told.add(advice.sql())) {
                    found(access, keys, rows, advice, report);
                }
            }
        }
    }

    private static void found(Access access, List<SortKey> keys, double rows, IndexAdvice advice, Report report) {
        SelectStmt select = (SelectStmt) access.level().node();
        String by = String.join(", ", keys.stream().map(SortKey::column).toList());
        report.found(
                        access.query(),
                        access.query().words() + " sorts about " + Amounts.rows(Math.round(rows)) + " of "
                                + WorkloadTables.named(access) + " for a page in the order of " + by
                                + ", which no index gives")
                .at(access.query()
                        .place(BoundQuery.location(((SortBy) select.sortClause().get(0)).node())))
                .about(access.name().toString())
                .advice(advice.sql() + WorkloadTables.price(access));
    }

    /** A page of a table's own rows, of which all that is demanded can be seen from an index or costs little more. */
    private static boolean isPage(Access access) {
        return access.isPlain()
                && access.understood()
                && access.level().node() instanceof SelectStmt select
                && select.limitCount() != null
                && !Predicates.isNull(select.limitCount())
                && select.lockingClause().isEmpty()
                && access.conditions().stream()
                        .allMatch(one -> one.kind() == Kind.EQUAL
                                || one.kind() == Kind.IS_NULL
                                || one.kind() == Kind.NOT_NULL
                                || one.kind() == Kind.RANGE);
    }

    private static boolean isSorted(Access access, List<SortKey> keys) {
        boolean rangeElsewhere = access.of(Kind.RANGE).stream()
                .anyMatch(one -> !one.column().equals(keys.get(0).column()));
        return !rangeElsewhere
                && access.query().indexes(access.name()).stream()
                        .noneMatch(index -> SortKey.isDelivered(access, index, keys));
    }

    /** About how many rows match; 0 when nobody knows. */
    private static double sortedRows(Access access) {
        double rows = access.facts().map(TableFacts::rows).orElse(0L);
        if (!access.of(Kind.RANGE).isEmpty()) {
            return 0;
        }
        List<Condition> equalities = access.equalities();
        if (equalities.isEmpty()) {
            return rows;
        }
        boolean known =
                equalities.stream().allMatch(one -> Selectivity.of(access, one).isPresent());
        OptionalDouble part = Selectivity.of(access, equalities);
        return known ? part.orElse(0) * rows : 0;
    }
}
