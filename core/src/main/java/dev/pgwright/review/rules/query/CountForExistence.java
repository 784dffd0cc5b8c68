package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts that only tell whether there is a row. */
public final class CountForExistence implements QueryRule {
    /** The operator with its sides changed. */
    private static final Map<String, String> TURNED =
            Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=", "=", "=", "<>", "<>");

    private static final RuleInfo INFO = RuleInfo.query("count-for-existence", Needs.SQL, Severity.ADVICE)
            .detects("count() of a subquery is compared with 0 or 1 only to learn whether there is a row.")
            .cost("counts all matches")
            .safe("Write EXISTS, which stops at the first row.")
            .byHand("the comparison stands in many forms, and a variable may hold the number")
            .seed("Core: design for the query")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (A_Expr comparison : Nodes.all(query.tree(), A_Expr.class)) {
            String operator = Predicates.operator(comparison);
            boolean count = isCount(comparison.lexpr()) && asks(operator, Predicates.number(comparison.rexpr()));
            boolean turned = isCount(comparison.rexpr())
                    && asks(TURNED.getOrDefault(operator, ""), Predicates.number(comparison.lexpr()));
            if (count || turned) {
                report.found(query, "All matching rows are counted to learn whether there is one")
                        .at(query.place(comparison.location()));
            }
        }
    }

    private static boolean asks(String operator, long number) {
        return switch (operator) {
            case ">", "<>", "=", "<=" -> number == 0;
            case ">=", "<" -> number == 1;
            default -> false;
        };
    }

    private static boolean isCount(@Nullable Node node) {
        return node instanceof SubLink link
                && link.subLinkType() == SubLinkType.EXPR_SUBLINK
                && link.subselect() instanceof SelectStmt select
                && select.groupClause().isEmpty()
                && !select.fromClause().isEmpty()
                && select.targetList().size() == 1
                && select.targetList().get(0) instanceof ResTarget target
                && target.val() instanceof FuncCall call
                && Trees.functionName(call).equals("count")
                && call.over() == null;
    }
}
