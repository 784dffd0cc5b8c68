package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeSubselect;
import dev.pgwright.sql.tree.SubLink;

/** Queries that nest too deep to be read. */
public final class ComplexQueryWithoutCte implements QueryRule {
    private static final Parameter DEPTH = new Parameter("depth", 3, "How deep subqueries may stand in each other.");

    private static final RuleInfo INFO = RuleInfo.query("complex-query-without-cte", Needs.SQL, Severity.ADVICE)
            .detects("A query nests subqueries deeper than the limit, and none of them has a name.")
            .safe("Name the steps in WITH; a query that is used once is planned as if it stood in its place.")
            .byHand("names for the steps are the author's")
            .parameter(DEPTH)
            .recurringOnly()
            .seed("Queries: complex queries use CTEs for readability")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        if (Predicates.has(query.tree(), CommonTableExpr.class)) {
            return;
        }
        int deepest = depth(query.tree());
        if (deepest > report.limit(DEPTH)) {
            report.found(query, "Subqueries stand " + deepest + " deep in each other, and none has a name");
        }
    }

    /** How many SELECTs stand in each other below a node, branches of a UNION side by side. */
    private static int depth(Node node) {
        int[] deepest = new int[1];
        node.forEachChild(child -> {
            int own = depth(child) + (child instanceof RangeSubselect || child instanceof SubLink ? 1 : 0);
            deepest[0] = Math.max(deepest[0], own);
        });
        return deepest[0];
    }
}
