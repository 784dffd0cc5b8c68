package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.IndexElement;
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
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.TableUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Frequent queries that read the table only for one or two more columns than their index has. */
public final class CoveringIndexCandidate implements WorkloadRule {
    private static final double VISIBLE = 0.9;
    private static final int MOST_COLUMNS = 2;
    private static final int WIDEST = 32;
    private static final Parameter CALLS =
            new Parameter("min-calls-per-minute", 60, "calls of a query that is frequent");
    private static final Parameter ROWS = new Parameter(
            "min-rows-per-call", 20, "rows that a call finds before reading them from the table is worth a word");
    private static final RuleInfo INFO = RuleInfo.of(
                    "covering-index-candidate", Area.INDEX, Needs.STATISTICS, Severity.ADVICE)
            .offByDefault()
            .detects(
                    "A frequent query finds many rows by an index and reads them from the table for one or two narrow columns more,"
                            + " though most pages of the table are visible to all.")
            .cost("a page of the table for each row")
            .safe("Build the index with these columns in INCLUDE, then drop the one without.")
            .parameter(CALLS)
            .parameter(ROWS)
            .seed("Indexes: composite indexes match query patterns")
            .byHand("which index is worth its writes is measured first")
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
            double rows = rows(access);
            if (rows < report.limit(ROWS) || !isFrequent(access, report.limit(CALLS)) || !isVisible(access)) {
                continue;
            }
            List<IndexMatch> matches = IndexMatch.of(access, one -> one.kind() == Kind.EQUAL);
            // with several ways to the rows nobody can tell from here which is taken
            if (matches.size() == 1 && isPlain(matches.get(0))) {
                IndexMatch match = matches.get(0);
                List<String> more = access.columns().stream()
                        .filter(column -> match.index().elements().stream()
                                .noneMatch(element -> element.key().equals(column)))
                        .filter(column -> !match.index().include().contains(column))
                        .toList();
                if (!more.isEmpty()
                        && more.size() <= MOST_COLUMNS
                        && more.stream().allMatch(column -> isNarrow(access, column))
                        && told.add(match.index().name())) {
                    found(access, match, more, rows, report);
                }
            }
        }
    }

    private static void found(Access access, IndexMatch match, List<String> more, double rows, Report report) {
        List<String> include = new ArrayList<>(match.index().include());
        include.addAll(more);
        List<String> keys = match.index().elements().stream()
                .map(element -> Identifiers.quoteIdentifier(element.key()) + (element.descending() ? " DESC" : ""))
                .toList();
        report.found(
                        access.query(),
                        access.query().words() + " finds about " + Amounts.rows(Math.round(rows)) + " of "
                                + WorkloadTables.named(access) + " by "
                                + match.index().name()
                                + " and reads each from the table for " + String.join(" and ", more))
                .at(access.query()
                        .place(BoundQuery.location(match.equal().get(0).term())))
                .about(access.name().toString())
                .advice(new IndexAdvice(access.table(), "btree", keys, include, null).sql() + " Then drop "
                        + match.index().name() + "; HOT updates of what it includes are none any more."
                        + WorkloadTables.price(access));
    }

    private static boolean isPlain(IndexMatch match) {
        return match.index().method().equals("btree")
                && !match.index().unique()
                && match.index().predicate() == null
                && !match.unsure()
                && !match.equal().isEmpty()
                && match.index().elements().stream().noneMatch(IndexElement::expression);
    }

    /** How many rows a call finds, as counted or by statistics; 0 when nobody knows, or the query is of another kind. */
    private static double rows(Access access) {
        boolean fits = access.level().node() instanceof SelectStmt select
                && access.level().relations().size() == 1
                && access.understood()
                && !Predicates.has(select, A_Star.class)
                && select.lockingClause().isEmpty();
        if (!fits) {
            return 0;
        }
        OptionalDouble counted = access.countedRows();
        long all = access.facts().map(TableFacts::rows).orElse(0L);
        return counted.isPresent()
                ? counted.getAsDouble()
                : Selectivity.of(access, access.equalities()).orElse(0) * all;
    }

    private static boolean isFrequent(Access access, long perMinute) {
        Double calls = access.query().known().map(KnownQuery::callsPerSecond).orElse(null);
        return calls != null && calls * 60 >= perMinute;
    }

    private static boolean isVisible(Access access) {
        TableUse use = access.facts().map(TableFacts::use).orElse(null);
        return use != null && use.allVisible() >= VISIBLE;
    }

    private static boolean isNarrow(Access access, String column) {
        return access.facts()
                .flatMap(facts -> facts.column(column))
                .map(facts -> facts.width() <= WIDEST)
                .orElse(false);
    }
}
