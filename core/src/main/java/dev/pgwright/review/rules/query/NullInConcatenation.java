package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.Node;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Strings that one NULL makes NULL. */
public final class NullInConcatenation implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("null-in-concatenation", Needs.CATALOG, Severity.ADVICE)
            .detects("|| puts a column into a string that may be NULL, and then the whole string is NULL.")
            .cost("wrong results")
            .safe("Write concat(), concat_ws() or coalesce().")
            .fixable()
            .offByDefault()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        Set<Node> guarded = Collections.newSetFromMap(new IdentityHashMap<>());
        for (CoalesceExpr coalesce : Nodes.all(query.tree(), CoalesceExpr.class)) {
            Nodes.walk(coalesce, guarded::add);
        }
        for (A_Expr operation : Nodes.all(query.tree(), A_Expr.class)) {
            boolean text = query.bound()
                    .type(operation)
                    .filter(type -> type.is("text"))
                    .isPresent();
            if (!Predicates.operator(operation).equals("||") || !text || guarded.contains(operation)) {
                continue;
            }
            for (Node side : new Node[] {operation.lexpr(), operation.rexpr()}) {
                Optional<BoundColumn> column = side == null
                        ? Optional.empty()
                        : query.bound().meaning(Predicates.uncast(side)).map(BoundQuery.Meaning::column);
                if (column.isPresent()
                        && column.get().table() != null
                        && !column.get().neverNull()) {
                    report.found(
                                    query,
                                    "The whole string is NULL where "
                                            + column.get().name() + " is")
                            .at(query.place(BoundQuery.location(side)))
                            .fix(QueryFixes.different(
                                    query,
                                    "take an empty text for NULL",
                                    "a string that was NULL is one without the missing part",
                                    "the operand is not found in the text",
                                    written -> written.of(side)
                                            .map(span -> List.of(
                                                    new TextEdit(span, "coalesce(" + written.words(span) + ", '')")))));
                }
            }
        }
    }
}
