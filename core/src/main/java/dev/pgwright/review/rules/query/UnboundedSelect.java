package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.Optional;

/** Whole tables that are sent to a program. */
public final class UnboundedSelect implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("unbounded-select", Needs.SQL, Severity.ADVICE)
            .detects("A SELECT of a table has neither WHERE, LIMIT nor aggregation.")
            .cost("reads and transfers the whole table")
            .safe("Filter, page, or read through a cursor.")
            .byHand("which rows are needed is known to its author")
            .offByDefault()
            .recurringOnly()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        if (query.kind() == QueryKind.VIEW
                || !(query.tree() instanceof SelectStmt select)
                || select.larg() != null
                || select.whereClause() != null
                || select.limitCount() != null
                || !select.groupClause().isEmpty()) {
            return;
        }
        Optional<BoundLevel> level = query.bound().level(select).filter(one -> !one.isAggregated());
        level.flatMap(one -> one.relations().stream()
                        .filter(relation -> relation.kind() == BoundRelation.Kind.TABLE)
                        .findFirst())
                .filter(relation -> level.get().relations().size() == 1)
                .ifPresent(relation -> report.found(
                        query, "Every row of " + relation.alias() + " is read and sent, however many there will be"));
    }
}
