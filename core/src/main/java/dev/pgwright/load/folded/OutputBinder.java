package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryBinder.Output;
import dev.pgwright.load.folded.QueryScope.Clause;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Visible;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.GroupingSet;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY, GROUP BY, DISTINCT and LIMIT: expressions, or columns of the result by name or number
 * (findTargetlistEntrySQL92 of PostgreSQL 18's parse_clause.c).
 */
final class OutputBinder {
    private final Analysis analysis;
    private final ExpressionBinder expressions;
    private final SameExpression same;
    private final Map<QueryScope, List<Output>> groups = new IdentityHashMap<>();

    OutputBinder(Analysis analysis, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.expressions = expressions;
        this.same = new SameExpression(analysis);
    }

    /** What a level groups by. */
    List<Output> groups(QueryScope scope) {
        return groups.getOrDefault(scope, List.of());
    }

    void ofSelect(SelectStmt select, List<Output> targets, boolean complete, QueryScope scope) {
        List<@Nullable Output> sorted = new ArrayList<>();
        for (Node node : select.sortClause()) {
            sorted.add(entry(node, "ORDER BY", targets, complete, true, scope));
        }
        List<Output> grouped = new ArrayList<>();
        groups.put(scope, grouped);
        QueryBinder.in(
                Clause.GROUP_BY,
                scope,
                () -> select.groupClause().forEach(node -> group(node, targets, complete, grouped, scope)));
        distinct(select, targets, complete, sorted, scope);
        limits(select, scope);
    }

    void orderValue(Node node, QueryScope scope) {
        Node value = node instanceof SortBy sort ? sort.node() : node;
        requireComparable(expressions.of(value, scope), true, Analysis.location(value));
    }

    void requireComparable(@Nullable TypeRef type, boolean ordered, int location) {
        if (type != null && analysis.rules.isKnown(type) && !analysis.rules.isComparable(type, ordered)) {
            analysis.fault(
                    "42883",
                    "could not identify an " + (ordered ? "ordering" : "equality") + " operator for type "
                            + analysis.shown(type),
                    analysis.shown(type),
                    location);
        }
    }

    /** The column of the result that an item means, or one of its own. */
    private @Nullable Output entry(
            Node node, String clause, List<Output> targets, boolean complete, boolean ordered, QueryScope scope) {
        Node value = node instanceof SortBy sort ? sort.node() : node;
        if (value == null) {
            return null;
        }
        Output found = null;
        if (value instanceof ColumnRef reference
                && reference.fields().size() == 1
                && !NameBinder.isStar(reference)
                && !(clause.equals("GROUP BY") && isColumn(reference, scope))) {
            found = byName(reference, clause, targets);
        } else if (value instanceof A_Const constant) {
            return byNumber(constant, clause, targets, complete, ordered);
        }
        if (found == null) {
            TypeRef type = expressions.of(value, scope);
            if (Analysis.isUntyped(type)) {
                expressions.give(value, TypeRules.TEXT);
                type = TypeRules.TEXT;
            }
            Analysis.Reference meaning =
                    value instanceof ColumnRef reference ? analysis.references.get(reference) : null;
            found = new Output(Column.computed("", type), value, meaning == null ? null : meaning.column());
            for (int i = 0; i < targets.size(); i++) {
                if (isSame(targets.get(i), found)) {
                    analysis.positions.put(value, i);
                    break;
                }
            }
        } else {
            analysis.positions.put(value, targets.indexOf(found));
        }
        requireComparable(found.column().type, ordered, Analysis.location(value));
        return found;
    }

    private @Nullable Output byName(ColumnRef reference, String clause, List<Output> targets) {
        String name = Nodes.names(reference.fields()).get(0);
        Output found = null;
        for (Output target : targets) {
            if (target.column().name.equals(name)) {
                if (found != null && !isSame(found, target)) {
                    analysis.fault("42702", clause + " \"" + name + "\" is ambiguous", name, reference.location());
                    return found;
                }
                found = found == null ? target : found;
            }
        }
        return found;
    }

    private @Nullable Output byNumber(
            A_Const constant, String clause, List<Output> targets, boolean complete, boolean ordered) {
        if (constant.ival() == null) {
            analysis.fault("42601", "non-integer constant in " + clause, "", constant.location());
            return null;
        }
        int number = constant.ival().ival();
        if (number < 1 || number > targets.size()) {
            if (complete) {
                analysis.fault(
                        "42P10",
                        clause + " position " + number + " is not in select list",
                        String.valueOf(number),
                        constant.location());
            }
            return null;
        }
        if (!complete) {
            return null;
        }
        Output found = targets.get(number - 1);
        analysis.positions.put(constant, number - 1);
        requireComparable(found.column().type, ordered, constant.location());
        return found;
    }

    boolean isSame(Output one, Output other) {
        if (one == other) {
            return true;
        }
        if (one.origin() != null && other.origin() != null) {
            return SameExpression.isSame(one.origin(), other.origin());
        }
        return one.value() != null && other.value() != null && same.same(one.value(), other.value());
    }

    /** Whether a name is that of a column in FROM, which comes before one of the result in GROUP BY. */
    private static boolean isColumn(ColumnRef reference, QueryScope scope) {
        String name = Nodes.names(reference.fields()).get(0);
        for (Visible visible : scope.names()) {
            if (visible.columns()
                    && (visible.item().open || !visible.item().columns(name).isEmpty())) {
                return true;
            }
        }
        return false;
    }

    private void group(Node node, List<Output> targets, boolean complete, List<Output> grouped, QueryScope scope) {
        if (node instanceof GroupingSet set) {
            set.content().forEach(one -> group(one, targets, complete, grouped, scope));
        } else if (node instanceof RowExpr row) {
            row.args().forEach(one -> group(one, targets, complete, grouped, scope));
        } else if (!(node instanceof NullNode)) {
            Output found = entry(node, "GROUP BY", targets, complete, false, scope);
            if (found != null) {
                grouped.add(found);
                Node value = found.value();
                if (value != null && hasAggregate(value, scope)) {
                    analysis.fault(
                            "42803", "aggregate functions are not allowed in GROUP BY", "", Analysis.location(value));
                }
            } else if (!complete) {
                scope.perhapsAggregated = true;
            }
        }
    }

    private boolean hasAggregate(Node value, QueryScope scope) {
        boolean[] found = new boolean[1];
        Nodes.walk(value, node -> found[0] |= analysis.aggregates.get(node) == scope);
        return found[0];
    }

    private void distinct(
            SelectStmt select,
            List<Output> targets,
            boolean complete,
            List<@Nullable Output> sorted,
            QueryScope scope) {
        if (select.distinctClause().isEmpty()) {
            return;
        }
        boolean on = select.distinctClause().stream().anyMatch(node -> !(node instanceof NullNode));
        if (on) {
            List<@Nullable Output> keys = new ArrayList<>();
            select.distinctClause()
                    .forEach(node -> keys.add(entry(node, "DISTINCT ON", targets, complete, false, scope)));
            int first = Math.min(keys.size(), sorted.size());
            for (int i = 0; i < first; i++) {
                Output order = sorted.get(i);
                if (order != null && keys.stream().allMatch(key -> key != null && !isSame(key, order))) {
                    analysis.fault(
                            "42P10", "SELECT DISTINCT ON expressions must match initial ORDER BY expressions", "", -1);
                    return;
                }
            }
            return;
        }
        for (Output order : sorted) {
            if (order != null && complete && targets.stream().noneMatch(target -> isSame(target, order))) {
                analysis.fault(
                        "42P10",
                        "for SELECT DISTINCT, ORDER BY expressions must appear in select list",
                        "",
                        Analysis.location(order.value()));
                return;
            }
        }
        for (Output target : targets) {
            if (!Analysis.isUntyped(target.column().type)) {
                requireComparable(target.column().type, false, Analysis.location(target.value()));
            }
        }
    }

    private void limits(SelectStmt select, QueryScope scope) {
        QueryBinder.in(Clause.LIMIT, scope, () -> {
            limit(select.limitOffset(), "OFFSET", scope);
            limit(select.limitCount(), "LIMIT", scope);
        });
    }

    private void limit(@Nullable Node node, String word, QueryScope scope) {
        if (node == null) {
            return;
        }
        TypeRef type = expressions.of(node, scope);
        if (!expressions.expect(node, type, TypeRef.builtin("int8"), 'a')) {
            analysis.fault(
                    "42804",
                    "argument of " + word + " must be type bigint, not type " + analysis.shown(type),
                    "",
                    Analysis.location(node));
        }
    }

    /** Of UNION and VALUES, where only the columns of the result can be named. */
    void ofResult(SelectStmt select, List<Column> columns, QueryScope scope) {
        boolean united = select.larg() != null;
        for (Node node : select.sortClause()) {
            Node value = node instanceof SortBy sort ? sort.node() : node;
            if (value instanceof ColumnRef reference && reference.fields().size() == 1) {
                resultColumn(reference, columns, scope);
            } else if (value instanceof A_Const constant) {
                List<Output> targets = columns.stream()
                        .map(column -> new Output(column, null, column))
                        .toList();
                byNumber(constant, "ORDER BY", targets, !columns.isEmpty(), true);
            } else if (united && value != null && !columns.isEmpty()) {
                inResult(value, columns, scope);
                analysis.fault("0A000", "invalid UNION/INTERSECT/EXCEPT ORDER BY clause", "", Analysis.location(value));
            }
        }
        limits(select, scope);
    }

    private void resultColumn(ColumnRef reference, List<Column> columns, QueryScope scope) {
        String name = Nodes.names(reference.fields()).get(0);
        List<Column> found =
                columns.stream().filter(column -> column.name.equals(name)).toList();
        if (found.size() > 1) {
            analysis.fault("42702", "ORDER BY \"" + name + "\" is ambiguous", name, reference.location());
        } else if (found.size() == 1) {
            analysis.positions.put(reference, columns.indexOf(found.get(0)));
            requireComparable(found.get(0).type, true, reference.location());
        } else if (!columns.isEmpty()) {
            inResult(reference, columns, scope);
        }
    }

    /** An expression that can name the columns of the result only. */
    private void inResult(Node value, List<Column> columns, QueryScope scope) {
        List<Visible> before = List.copyOf(scope.names());
        QueryScope.Item result = new QueryScope.Item("*SELECT*", null, columns, false);
        scope.setNames(List.of(new Visible(result, false, true, false, true)));
        expressions.of(value, scope);
        scope.setNames(before);
    }
}
