package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.SelectStmt;

/** Queries whose join order is the written one. */
public final class TooManyJoins implements QueryRule {
    private static final Parameter RELATIONS = new Parameter(
            "relations", 8, "How many relations may be joined: join_collapse_limit and from_collapse_limit.");

    private static final RuleInfo INFO = RuleInfo.query("too-many-joins", Needs.SQL, Severity.ADVICE)
            .detects(
                    "A query level joins more relations than join_collapse_limit, so that the planner keeps to the written order.")
            .safe("Split the query, or write the joins in the order that is meant.")
            .byHand("the order of the joins is a decision")
            .parameter(RELATIONS)
            .recurringOnly()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        long limit = report.limit(RELATIONS);
        for (BoundLevel level : query.levels()) {
            long relations = level.relations().stream()
                    .filter(relation -> relation.kind() != BoundRelation.Kind.JOIN)
                    .count();
            if (level.node() instanceof SelectStmt && relations > limit) {
                report.found(
                                query,
                                relations
                                        + " relations are joined, and the planner looks for the best order of no more than "
                                        + limit)
                        .at(query.place(
                                BoundQuery.location(level.relations().get(0).node())));
            }
        }
    }
}
