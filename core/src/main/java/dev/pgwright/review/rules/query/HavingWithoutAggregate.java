package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import java.util.List;

/** HAVING that WHERE could do. */
public final class HavingWithoutAggregate implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("having-without-aggregate", Needs.SQL, Severity.ADVICE)
            .detects(
                    "HAVING has a condition without an aggregate, which WHERE could apply before the rows are grouped.")
            .safe("Move the condition to WHERE.")
            .byHand("the condition has to be put together with that of WHERE")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (!(level.node() instanceof SelectStmt select)
                    || select.groupClause().isEmpty()) {
                continue;
            }
            for (Node term : Nodes.conjuncts(select.havingClause())) {
                boolean plain = !Predicates.has(term, FuncCall.class) && !Predicates.has(term, SubLink.class);
                List<ColumnRef> columns = Predicates.columns(term);
                if (plain && !columns.isEmpty()) {
                    report.found(
                                    query,
                                    "The condition on " + Predicates.written(columns.get(0))
                                            + " needs no group, and stands in HAVING")
                            .at(query.place(BoundQuery.location(term)));
                }
            }
        }
    }
}
