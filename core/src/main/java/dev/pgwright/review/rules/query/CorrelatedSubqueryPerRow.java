package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.ArrayList;
import java.util.List;

/** Subqueries that run once for each row. */
public final class CorrelatedSubqueryPerRow implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("correlated-subquery-per-row", Needs.SQL, Severity.WARNING)
            .detects(
                    "A scalar subquery in the select list or in WHERE depends on the row around it and runs once for each.")
            .cost("as many queries as there are rows, inside of one statement")
            .safe("Join a subquery that is grouped, or LATERAL with an index.")
            .byHand("a join may give other rows, and which is faster depends on them")
            .recurringOnly()
            .seed("Queries: N+1 patterns are avoided")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (!(level.node() instanceof SelectStmt select) || Keys.isSingleRow(query, level)) {
                continue;
            }
            List<Node> places = new ArrayList<>(Nodes.conjuncts(select.whereClause()));
            if (select.limitCount() == null) {
                // with LIMIT the list is only made for the rows that are given
                places.addAll(select.targetList());
            }
            for (Node place : places) {
                Predicates.walk(place, node -> {
                    if (node instanceof SubLink link && isPerRow(query, level, link)) {
                        report.found(query, "This subquery runs once for every row of " + outer(query, level, link))
                                .at(query.place(link.location()));
                    }
                });
            }
        }
    }

    private static boolean isPerRow(QueryContext query, BoundLevel level, SubLink link) {
        return link.subLinkType() == SubLinkType.EXPR_SUBLINK
                && link.subselect() instanceof SelectStmt inner
                && query.bound()
                        .level(inner)
                        .filter(own -> own.relations().stream().anyMatch(CorrelatedSubqueryPerRow::isStored))
                        .isPresent()
                && !outer(query, level, link).isEmpty();
    }

    private static boolean isStored(BoundRelation relation) {
        return switch (relation.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> true;
            default -> false;
        };
    }

    /** The relation whose rows it depends on, empty for none. */
    private static String outer(QueryContext query, BoundLevel level, SubLink link) {
        return Predicates.columns(link.subselect()).stream()
                .flatMap(column -> query.bound().meaning(column).stream())
                .filter(meaning ->
                        meaning.level() == level && meaning.relation().kind() != BoundRelation.Kind.FUNCTION)
                .map(meaning -> meaning.relation().alias())
                .findFirst()
                .orElse("");
    }
}
