package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.QueryCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lookups that are run once for each row of another query. */
public final class NPlusOneQueries implements WorkloadRule {
    private static final double SAME = 0.02;
    private static final int ROWS_OF_LIST = 3;
    private static final Parameter CALLS =
            new Parameter("min-calls", 10_000, "calls of a lookup from which on equal numbers are no accident");
    private static final RuleInfo INFO = RuleInfo.query("n-plus-one-queries", Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A lookup by a foreign key was called as often as another query of the referring or referenced table gave rows"
                            + " (pg_stat_statements).")
            .cost("a round trip for each row, where one query could bring them all")
            .safe("One query with a JOIN, or one for all keys with = ANY ($1).")
            .byHand("one query in place of many changes the program around it")
            .parameter(CALLS)
            .seed("Queries: N+1 patterns are avoided")
            .build();

    /**
     * A query that was counted, of one table by one column, or of several rows.
     *
     * @param column that is compared with one value; empty for none
     */
    private record Counted(QueryContext query, QueryCounts counts, Table table, String column) {}

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<Counted> all = workload.queries().stream()
                .flatMap(query -> counted(query).stream())
                .toList();
        for (Counted lookup : all) {
            if (lookup.counts().calls() >= report.limit(CALLS)
                    && !lookup.column().isEmpty()) {
                all.stream()
                        .filter(list -> list != lookup && isFollowed(list, lookup))
                        .min(Comparator.comparingDouble(list ->
                                Math.abs(list.counts().rows() - lookup.counts().calls())))
                        .ifPresent(list -> found(list, lookup, report));
            }
        }
    }

    private static void found(Counted list, Counted lookup, Report report) {
        report.found(
                lookup.query(),
                lookup.query().words() + " was called " + lookup.counts().calls() + " times, as often as "
                        + list.query().words() + " gave rows of "
                        + SchemaContext.shown(list.table().name()) + " ("
                        + list.counts().rows() + " in " + list.counts().calls()
                        + " calls): it looks as if each of them were looked up in "
                        + SchemaContext.shown(lookup.table().name()) + " by " + lookup.column());
    }

    /** A SELECT from one table that was counted. */
    private static Optional<Counted> counted(QueryContext query) {
        QueryCounts counts = query.known().map(KnownQuery::counts).orElse(null);
        if (counts == null
                || query.levels().size() != 1
                || !(query.tree() instanceof SelectStmt)
                || query.levels().get(0).relations().size() != 1
                || query.levels().get(0).isAggregated()) {
            return Optional.empty();
        }
        BoundLevel level = query.levels().get(0);
        BoundRelation relation = level.relations().get(0);
        Set<String> columns = Keys.equated(query, relation, Predicates.all(level), true);
        return query.table(relation.name().orElse(null))
                .map(table -> new Counted(
                        query,
                        counts,
                        table,
                        columns.size() == 1 ? columns.iterator().next() : ""));
    }

    /** Whether the rows of the one are as many as the calls of the other, and a key leads from the one to the other. */
    private static boolean isFollowed(Counted list, Counted lookup) {
        long rows = list.counts().rows();
        boolean alike = Math.abs(rows - lookup.counts().calls())
                <= SAME * lookup.counts().calls();
        boolean many = rows >= ROWS_OF_LIST * list.counts().calls();
        return alike
                && many
                && (refers(list.table(), lookup.table().name(), lookup.column())
                        || isReferring(
                                lookup.table(), lookup.column(), list.table().name()));
    }

    /** Whether a foreign key of a table refers to the column of another. */
    private static boolean refers(Table table, QualifiedName other, String column) {
        return table.foreignKeys().stream()
                .anyMatch(key -> key.referenced().equals(other)
                        && key.referencedColumns().equals(List.of(column)));
    }

    /** Whether the column of a table is a foreign key to another. */
    private static boolean isReferring(Table table, String column, QualifiedName other) {
        for (Constraint.ForeignKey key : table.foreignKeys()) {
            if (key.columns().equals(List.of(column)) && key.referenced().equals(other)) {
                return true;
            }
        }
        return false;
    }
}
