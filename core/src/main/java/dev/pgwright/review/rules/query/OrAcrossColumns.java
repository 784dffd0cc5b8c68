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
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OR that one index cannot serve. */
public final class OrAcrossColumns implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("or-across-columns", Needs.SQL, Severity.ADVICE)
            .detects(
                    "WHERE joins conditions on columns of different tables by OR, or makes a condition optional by a parameter that may be NULL.")
            .cost("a scan, or bitmaps that are put together")
            .safe("Write UNION ALL of branches that each have an index, or a statement for each case.")
            .byHand("which form is faster depends on the rows")
            .recurringOnly()
            .seed("Queries: JOINs use indexed columns")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            for (Node term : Nodes.conjuncts(Predicates.where(level))) {
                if (term instanceof BoolExpr or && or.boolop() == BoolExprType.OR_EXPR) {
                    check(query, level, or, report);
                }
            }
        }
    }

    private static void check(QueryContext query, BoundLevel level, BoolExpr or, Report report) {
        boolean optional = or.args().stream()
                        .anyMatch(term -> term instanceof NullTest test
                                && test.nulltesttype() == NullTestType.IS_NULL
                                && Predicates.isParameter(test.arg()))
                && or.args().size() == 2;
        if (optional) {
            report.found(query, "The plan must do with and without this condition, so that no index serves it")
                    .at(query.place(BoundQuery.location(or)));
            return;
        }
        Set<BoundRelation> relations = new LinkedHashSet<>();
        for (Node branch : or.args()) {
            BoundRelation relation = compared(query, level, branch);
            if (relation == null) {
                return;
            }
            relations.add(relation);
        }
        if (relations.size() > 1) {
            List<String> names =
                    relations.stream().map(BoundRelation::alias).sorted().toList();
            report.found(
                            query,
                            "The condition is true by " + String.join(" or by ", names)
                                    + ", so that no index of either finds the rows before they are joined")
                    .at(query.place(BoundQuery.location(or)));
        }
    }

    /** The table whose column a branch compares with something fixed; null for any other branch. */
    private static @Nullable BoundRelation compared(QueryContext query, BoundLevel level, Node branch) {
        if (!(branch instanceof A_Expr comparison)
                || (Predicates.operator(comparison).isEmpty() && comparison.kind() != A_Expr_Kind.AEXPR_IN)
                || comparison.rexpr() == null
                || !Predicates.columns(comparison.rexpr()).isEmpty()
                || comparison.lexpr() == null) {
            return null;
        }
        Optional<BoundQuery.Meaning> meaning = query.bound().meaning(Predicates.uncast(comparison.lexpr()));
        return meaning.filter(found -> found.level() == level)
                .map(BoundQuery.Meaning::relation)
                .filter(relation -> relation.kind() == BoundRelation.Kind.TABLE)
                .orElse(null);
    }
}
