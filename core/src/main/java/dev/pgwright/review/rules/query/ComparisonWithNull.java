package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Set;

/** Comparisons with NULL, which are never true. */
public final class ComparisonWithNull implements QueryRule {
    private static final Set<String> OPERATORS = Set.of("=", "<>", "<", ">", "<=", ">=");

    private static final RuleInfo INFO = RuleInfo.query("comparison-with-null", Needs.SQL, Severity.ERROR)
            .detects("A value is compared with NULL by an operator, or NULL stands in the list of IN.")
            .cost("wrong results")
            .safe("Write IS NULL or IS NOT NULL, or IS NOT DISTINCT FROM for two values that may be NULL.")
            .fixable()
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (A_Expr operation : Nodes.all(query.tree(), A_Expr.class)) {
            String operator = Predicates.operator(operation);
            boolean left = Predicates.isNull(operation.lexpr());
            if (OPERATORS.contains(operator) && (left || Predicates.isNull(operation.rexpr()))) {
                report.found(
                                query,
                                operator
                                        + " NULL gives NULL whatever the other side is, so that this condition is never true")
                        .at(query.place(operation.location()))
                        .advice(
                                operator.equals("=")
                                        ? "Write IS NULL."
                                        : operator.equals("<>") ? "Write IS NOT NULL." : INFO.safeAlternative())
                        .fix(fix(query, operation, operator, left));
            } else if (operation.kind() == A_Expr_Kind.AEXPR_IN
                    && operation.rexpr() instanceof PgList list
                    && list.items().stream().anyMatch(Predicates::isNull)) {
                boolean not = !Nodes.names(operation.name()).equals(List.of("="));
                report.found(
                                query,
                                not
                                        ? "NOT IN with NULL in its list is never true"
                                        : "NULL in the list of IN equals nothing, not even NULL")
                        .at(query.place(operation.location()))
                        .fix(new Fix.ByHand("what is meant by the NULL in the list is known to its author"));
            }
        }
    }

    private static Fix fix(QueryContext query, A_Expr operation, String operator, boolean left) {
        Node tested = left ? operation.rexpr() : operation.lexpr();
        String test = operator.equals("=") ? " IS NULL" : operator.equals("<>") ? " IS NOT NULL" : "";
        if (!(query.tree() instanceof SelectStmt)) {
            return new Fix.ByHand("rows would be changed that are left alone so far");
        }
        return test.isEmpty() || tested == null
                ? new Fix.ByHand("an order has no place for NULL")
                : QueryFixes.different(
                        query,
                        "write" + test,
                        "rows pass that a comparison with NULL kept back",
                        "the comparison is not found in the text",
                        text -> text.of(operation)
                                .flatMap(whole -> text.of(tested)
                                        .map(part -> List.of(new TextEdit(whole, text.words(part) + test)))));
    }
}
