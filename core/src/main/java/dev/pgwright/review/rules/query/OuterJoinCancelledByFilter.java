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
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.JoinType;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Outer joins that WHERE makes inner ones. */
public final class OuterJoinCancelledByFilter implements QueryRule {
    /** Comparisons that NULL may pass. */
    private static final Set<A_Expr_Kind> SAFE = Set.of(
            A_Expr_Kind.AEXPR_DISTINCT,
            A_Expr_Kind.AEXPR_NOT_DISTINCT,
            A_Expr_Kind.AEXPR_NULLIF,
            A_Expr_Kind.AEXPR_OP_ALL);

    private static final RuleInfo INFO = RuleInfo.query("outer-join-cancelled-by-filter", Needs.SQL, Severity.WARNING)
            .detects(
                    "WHERE filters by a column of the nullable side of an outer join, so that the rows without a match are gone.")
            .cost("wrong results")
            .safe("Move the condition into ON, or write JOIN.")
            .byHand("whether the join or the condition is wrong is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (Predicates.joins(level).stream().anyMatch(join -> join.jointype() == JoinType.JOIN_FULL)) {
                continue;
            }
            Set<BoundRelation> said = new HashSet<>();
            for (Node term : Nodes.conjuncts(Predicates.where(level))) {
                for (Node operand : operands(term)) {
                    Optional<BoundQuery.Meaning> meaning = query.bound().meaning(Predicates.uncast(operand));
                    if (meaning.isPresent()
                            && meaning.get().level() == level
                            && meaning.get().column() != null
                            && meaning.get().relation().isNullable()
                            && said.add(meaning.get().relation())) {
                        report.found(
                                        query,
                                        "The condition on " + Predicates.written((ColumnRef) Predicates.uncast(operand))
                                                + " removes the rows for which the outer join found no "
                                                + meaning.get().relation().alias())
                                .at(query.place(BoundQuery.location(operand)));
                    }
                }
            }
        }
    }

    /** What a term gives no true for when it is NULL. */
    private static List<Node> operands(Node term) {
        if (!(term instanceof A_Expr operation) || SAFE.contains(operation.kind())) {
            return List.of();
        }
        List<Node> found = new ArrayList<>();
        if (operation.lexpr() != null) {
            found.add(operation.lexpr());
        }
        if (operation.kind() == A_Expr_Kind.AEXPR_OP && operation.rexpr() != null) {
            found.add(operation.rexpr());
        }
        return found;
    }
}
