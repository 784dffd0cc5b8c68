package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import java.util.List;
import java.util.Optional;

/** Relations that no condition joins. */
public final class CartesianJoin implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("cartesian-join", Needs.SQL, Severity.WARNING)
            .detects("Two relations of FROM are joined, and no condition links them.")
            .cost("as many rows as both have, multiplied")
            .safe("Add the condition, or write CROSS JOIN where every pair is meant.")
            .byHand("the condition that is missing is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            Optional<List<BoundRelation>> apart = JoinGraph.of(query, level).apart();
            apart.ifPresent(pair -> report.found(
                            query,
                            "Nothing links " + pair.get(0).alias() + " and "
                                    + pair.get(1).alias() + ", so that every row of one meets every row of the other")
                    .at(query.place(BoundQuery.location(pair.get(1).node()))));
        }
    }
}
