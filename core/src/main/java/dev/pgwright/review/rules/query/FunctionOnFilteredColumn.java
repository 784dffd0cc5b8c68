package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.ValueType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeCast;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions on what is computed of an indexed column. */
public final class FunctionOnFilteredColumn implements QueryRule {
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", "||");

    private static final RuleInfo INFO = RuleInfo.query("function-on-filtered-column", Needs.SQL, Severity.WARNING)
            .detects(
                    "A condition wraps an indexed column in a function, cast or arithmetic, and no index is on that expression.")
            .cost("a scan where an index could have been used")
            .safe("Move the work to the other side (a range for days), or create an index on the expression.")
            .byHand("which range is meant depends on the function and on the time zone")
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
            for (Node term : Predicates.all(level)) {
                if (term instanceof A_Expr comparison && isComparison(comparison)) {
                    wrapped(query, comparison.lexpr(), comparison.rexpr(), report);
                    if (comparison.kind() == A_Expr_Kind.AEXPR_OP) {
                        wrapped(query, comparison.rexpr(), comparison.lexpr(), report);
                    }
                }
            }
        }
    }

    private static boolean isComparison(A_Expr comparison) {
        return COMPARISONS.contains(Predicates.operator(comparison))
                || comparison.kind() == A_Expr_Kind.AEXPR_IN
                || comparison.kind() == A_Expr_Kind.AEXPR_BETWEEN;
    }

    private static void wrapped(QueryContext query, @Nullable Node side, @Nullable Node other, Report report) {
        if (side == null || other == null || !Predicates.isFixed(other) || !isWrapped(query, side)) {
            return;
        }
        List<ColumnRef> columns = Predicates.columns(side);
        if (columns.size() != 1 || Predicates.has(side, SelectStmt.class)) {
            return;
        }
        BoundColumn column = query.bound()
                .meaning(columns.get(0))
                .map(BoundQuery.Meaning::column)
                .orElse(null);
        if (column == null || column.table() == null || column.column() == null) {
            return;
        }
        String name = column.column();
        boolean onExpression = query.indexes(column.table()).stream()
                .flatMap(index -> index.elements().stream())
                .anyMatch(element -> element.expression() && element.key().contains(name));
        if (!onExpression && Keys.isIndexed(query, column.table(), column.column())) {
            report.found(
                            query,
                            "The index on " + column.column() + " of " + SchemaContext.shown(column.table())
                                    + " does not serve what is computed of it")
                    .at(query.place(BoundQuery.location(side)));
        }
    }

    /** Whether more is done to the column than to call its type otherwise. */
    private static boolean isWrapped(QueryContext query, Node side) {
        if (side instanceof TypeCast cast && cast.arg() instanceof ColumnRef) {
            Optional<ValueType> from = query.bound().type(cast.arg());
            Optional<ValueType> to = query.bound().type(cast);
            return from.isPresent()
                    && to.isPresent()
                    && !from.get().withoutModifier().equals(to.get().withoutModifier())
                    && !(from.get().category() == 'S' && to.get().category() == 'S');
        }
        boolean arithmetic = side instanceof A_Expr operation
                && operation.lexpr() != null
                && ARITHMETIC.contains(Predicates.operator(operation));
        return side instanceof FuncCall || side instanceof CoalesceExpr || arithmetic;
    }
}
