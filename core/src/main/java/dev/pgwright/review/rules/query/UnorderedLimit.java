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
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** LIMIT whose rows are any. */
public final class UnorderedLimit implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("unordered-limit", Needs.SQL, Severity.WARNING)
            .detects("LIMIT, OFFSET or DISTINCT ON stands without ORDER BY, so that nothing settles which rows come.")
            .cost("results that differ from run to run")
            .safe("Add ORDER BY.")
            .byHand("which rows are meant to come is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        Set<Node> anyWillDo = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SubLink link : Nodes.all(query.tree(), SubLink.class)) {
            if (link.subLinkType() == SubLinkType.EXISTS_SUBLINK && link.subselect() != null) {
                anyWillDo.add(link.subselect());
            }
        }
        for (BoundLevel level : query.levels()) {
            if (level.node() instanceof SelectStmt select
                    && select.sortClause().isEmpty()
                    && !anyWillDo.contains(select)
                    && !isBatch(level)
                    && isOpen(query, level, select)) {
                boolean limit = select.limitCount() != null || select.limitOffset() != null;
                Node at = limit ? select.limitCount() : select.distinctClause().get(0);
                report.found(
                                query,
                                (limit ? "LIMIT" : "DISTINCT ON")
                                        + " without ORDER BY gives any of the rows, and others the next time")
                        .at(query.place(BoundQuery.location(at)));
            }
        }
    }

    private static boolean isOpen(QueryContext query, BoundLevel level, SelectStmt select) {
        boolean on = select.distinctClause().stream().anyMatch(node -> !(node instanceof NullNode));
        boolean limit = (select.limitCount() != null && !Predicates.isNull(select.limitCount()))
                || select.limitOffset() != null;
        boolean one = level.isAggregated() && select.groupClause().isEmpty();
        boolean stored = level.relations().stream().anyMatch(relation -> switch (relation.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> true;
            default -> false;
        });
        return (on || limit)
                && (stored || select.larg() != null)
                && !one
                && Predicates.number(select.limitCount()) != 0
                && !isConstant(select)
                && select.lockingClause().isEmpty()
                && (select.larg() != null || !Keys.isSingleRow(query, level));
    }

    /** Whether only that there is a row matters: what is selected is the same for all. */
    private static boolean isConstant(SelectStmt select) {
        return select.larg() == null
                && select.valuesLists().isEmpty()
                && select.targetList().stream()
                        .allMatch(node -> node instanceof ResTarget target && Predicates.isFixed(target.val()));
    }

    /** Whether it says which rows an UPDATE or DELETE takes next. */
    private static boolean isBatch(BoundLevel level) {
        return level.outer()
                .filter(outer -> outer.node() instanceof DeleteStmt || outer.node() instanceof UpdateStmt)
                .isPresent();
    }
}
