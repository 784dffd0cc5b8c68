package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Trees;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            .fixable()
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
                        .at(query.place(comparison.location()))
                        .fix(QueryFixes.same(
                                query,
                                "write EXISTS",
                                "it counts not all rows of a plain SELECT, so that EXISTS would ask for something else",
                                text -> exists(
                                        query,
                                        text,
                                        comparison,
                                        count ? comparison.lexpr() : comparison.rexpr(),
                                        count ? operator : TURNED.getOrDefault(operator, ""))));
            }
        }
    }

    /** EXISTS or NOT EXISTS of the same subquery in the place of the comparison; neither form is ever NULL. */
    private static Optional<List<TextEdit>> exists(
            QueryContext query, QueryText text, A_Expr comparison, @Nullable Node count, String operator) {
        if (!(count instanceof SubLink link)
                || !(link.subselect() instanceof SelectStmt select)
                || !(select.targetList().get(0) instanceof ResTarget target)
                || !(target.val() instanceof FuncCall call)
                || !countsRows(query, select, call)) {
            return Optional.empty();
        }
        int first = text.at(call.location());
        int open = first < 0 ? -1 : text.opening(first);
        int from = first < 0 ? -1 : text.next(first, "from");
        if (open < 0 || from < 0 || !text.isWord(first - 1, "select")) {
            return Optional.empty();
        }
        String subquery = text.words(new Span(text.start(open), text.start(first)))
                + "1 "
                + text.words(text.span(from, text.closing(open)));
        boolean without = operator.equals("=") || operator.equals("<=") || operator.equals("<");
        return text.of(comparison)
                .map(whole -> List.of(new TextEdit(whole, (without ? "NOT EXISTS " : "EXISTS ") + subquery)));
    }

    /** Whether it counts each row that a subquery finds, so that there is one if it counts one. */
    private static boolean countsRows(QueryContext query, SelectStmt select, FuncCall call) {
        boolean plain = select.havingClause() == null
                && select.limitCount() == null
                && select.limitOffset() == null
                && select.distinctClause().isEmpty()
                && select.sortClause().isEmpty()
                && call.aggFilter() == null;
        return plain && (call.aggStar() || (call.args().size() == 1 && isNeverNull(query, select, call)));
    }

    /** A required column of the only table; behind an outer join it might be NULL. */
    private static boolean isNeverNull(QueryContext query, SelectStmt select, FuncCall call) {
        Optional<BoundLevel> level = query.bound().level(select);
        return level.isPresent()
                && level.get().relations().size() == 1
                && query.bound()
                        .meaning(call.args().get(0))
                        .filter(meaning -> meaning.level() == level.get()
                                && meaning.column() != null
                                && meaning.column().neverNull())
                        .isPresent();
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
