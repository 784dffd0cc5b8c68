package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** NOT IN of a subquery that may give a NULL. */
public final class NotInWithNulls implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("not-in-with-nulls", Needs.SQL, Severity.ERROR)
            .detects("NOT IN takes a subquery that may give a NULL, and then no row passes.")
            .cost("wrong results; a subplan for each row when the set is large")
            .safe("Write NOT EXISTS.")
            .fixable()
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoolExpr not : Nodes.all(query.tree(), BoolExpr.class)) {
            if (not.boolop() == BoolExprType.NOT_EXPR
                    && not.args().get(0) instanceof SubLink link
                    && link.subLinkType() == SubLinkType.ANY_SUBLINK
                    && link.operName().isEmpty()) {
                check(query, link, report);
            }
        }
        for (SubLink link : Nodes.all(query.tree(), SubLink.class)) {
            if (link.subLinkType() == SubLinkType.ALL_SUBLINK
                    && Nodes.names(link.operName()).equals(List.of("<>"))) {
                check(query, link, report);
            }
        }
    }

    private static void check(QueryContext query, SubLink link, Report report) {
        if (!(link.subselect() instanceof SelectStmt select)) {
            return;
        }
        Optional<BoundLevel> level = query.bound().level(select);
        if (level.isEmpty() || !level.get().isComplete()) {
            return;
        }
        for (int i = 0; i < level.get().columns().size(); i++) {
            BoundColumn column = level.get().columns().get(i);
            if (column.table() != null && column.column() != null && !column.neverNull() && !isSorted(select, i)) {
                report.found(
                                query,
                                "No row passes NOT IN once " + SchemaContext.shown(column.table()) + "."
                                        + column.column() + " is NULL in one row of the subquery")
                        .at(query.place(link.location()))
                        .fix(QueryFixes.different(
                                query,
                                "leave NULL out of the subquery",
                                "rows pass that a NULL of the subquery kept back",
                                "the subquery is no plain SELECT of columns",
                                text -> withoutNull(select, text)));
                return;
            }
        }
    }

    /** IS NOT NULL of each column that is given, in the subquery's WHERE. */
    private static Optional<List<TextEdit>> withoutNull(SelectStmt select, QueryText text) {
        boolean plain = select.larg() == null
                && select.groupClause().isEmpty()
                && select.havingClause() == null
                && select.limitCount() == null
                && select.limitOffset() == null
                && select.sortClause().isEmpty()
                && select.lockingClause().isEmpty()
                && select.windowClause().isEmpty()
                && !select.fromClause().isEmpty();
        List<String> tests = new ArrayList<>();
        int first = -1;
        for (Node node : select.targetList()) {
            if (!(node instanceof ResTarget target) || !(target.val() instanceof ColumnRef column)) {
                return Optional.empty();
            }
            Optional<Span> span = text.of(column);
            if (span.isEmpty()) {
                return Optional.empty();
            }
            first = first < 0 ? text.at(column.location()) : first;
            tests.add(text.words(span.get()) + " IS NOT NULL");
        }
        if (!plain || first < 0) {
            return Optional.empty();
        }
        int end = text.lastOfLevel(first);
        String test = String.join(" AND ", tests);
        int where = text.next(first, "where");
        return Optional.of(
                where < 0
                        ? List.of(new TextEdit(Span.at(text.end(end)), " WHERE " + test))
                        : List.of(
                                new TextEdit(Span.at(text.start(where + 1)), "("),
                                new TextEdit(Span.at(text.end(end)), ") AND " + test)));
    }

    /** Whether the subquery itself leaves out the NULLs of its column: by any condition that NULL does not pass. */
    private static boolean isSorted(SelectStmt select, int at) {
        if (at >= select.targetList().size()
                || !(select.targetList().get(at) instanceof ResTarget target)
                || !(target.val() instanceof ColumnRef column)) {
            return false;
        }
        String name = Predicates.written(column);
        for (Node term : Nodes.conjuncts(select.whereClause())) {
            boolean test = term instanceof NullTest isNull
                    && isNull.nulltesttype() == NullTestType.IS_NOT_NULL
                    && isNull.arg() instanceof ColumnRef tested
                    && Predicates.written(tested).equals(name);
            boolean compared = term instanceof A_Expr operation
                    && (isColumn(operation.lexpr(), name) || isColumn(operation.rexpr(), name))
                    && operation.kind() != A_Expr_Kind.AEXPR_NOT_DISTINCT
                    && operation.kind() != A_Expr_Kind.AEXPR_DISTINCT;
            if (test || compared) {
                return true;
            }
        }
        return false;
    }

    private static boolean isColumn(@Nullable Node node, String name) {
        return node instanceof ColumnRef column && Predicates.written(column).equals(name);
    }
}
