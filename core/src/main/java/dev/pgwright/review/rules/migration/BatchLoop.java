package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.plpgsql.PlpgsqlValue;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a loop of UPDATEs comes to its end. */
final class BatchLoop {
    private BatchLoop() {}

    /** Whether only the number of rows that were found ends the loop: FOUND, ROW_COUNT or EXISTS. */
    static boolean endsByRows(RoutineBody body, Inner loop) {
        List<Inner> inside = body.within(loop.node());
        Set<String> counts = counts(body, inside);
        if (loop.is("PLpgSQL_stmt_while")) {
            return loop.node().node("cond").flatMap(cond -> cond.text("query")).stream()
                    .allMatch(text -> isOfRows(text, counts));
        }
        List<Inner> exits = inside.stream()
                .filter(inner -> inner.is("PLpgSQL_stmt_exit") || inner.is("PLpgSQL_stmt_return"))
                .toList();
        return !exits.isEmpty()
                && exits.stream()
                        .allMatch(exit -> conditions(exit, inside).stream().anyMatch(text -> isOfRows(text, counts)));
    }

    /** The conditions of EXIT WHEN, and of the IFs around an EXIT. */
    private static List<String> conditions(Inner exit, List<Inner> inside) {
        List<String> found = new ArrayList<>();
        exit.node().node("cond").flatMap(cond -> cond.text("query")).ifPresent(found::add);
        for (Inner other : inside) {
            boolean[] around = new boolean[1];
            if (other.is("PLpgSQL_stmt_if")) {
                other.node().walk(node -> around[0] |= node == exit.node());
            }
            if (around[0]) {
                other.node().node("cond").flatMap(cond -> cond.text("query")).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isOfRows(String condition, Set<String> counts) {
        return RoutineBody.expression(condition)
                .filter(tree -> Nodes.all(tree, SelectStmt.class).size() > 1
                        || Nodes.all(tree, ColumnRef.class).stream()
                                .anyMatch(column ->
                                        Nodes.names(column.fields()).stream().anyMatch(counts::contains)))
                .isPresent();
    }

    private static Set<String> counts(RoutineBody body, List<Inner> inside) {
        Set<String> names = new HashSet<>(Set.of("found"));
        for (Inner inner : inside) {
            if (inner.is("PLpgSQL_stmt_getdiag")) {
                for (PlpgsqlNode item : inner.node().nodes("diag_items")) {
                    if (item.fields().get("target") instanceof PlpgsqlValue.Count target) {
                        body.variable((int) target.number()).ifPresent(names::add);
                    }
                }
            }
        }
        return names;
    }

    /** Why the loop may go on for ever, with {table} for the name; empty when nothing speaks for it. */
    static Optional<String> fault(UpdateStmt update, Optional<Table> table, Set<String> variables) {
        List<Node> conditions = selection(update);
        boolean moves = conditions.stream()
                .flatMap(condition -> Nodes.all(condition, ColumnRef.class).stream())
                .anyMatch(column -> Nodes.names(column.fields()).stream().anyMatch(variables::contains));
        if (moves) {
            return Optional.empty();
        }
        Map<String, Node> set = new LinkedHashMap<>();
        for (Node node : update.targetList()) {
            if (node instanceof ResTarget target && target.name() != null && target.val() != null) {
                set.put(target.name(), target.val());
            }
        }
        Set<String> asked = new HashSet<>();
        conditions.forEach(condition -> asked.addAll(columns(condition)));
        if (asked.stream().noneMatch(set::containsKey)) {
            String what =
                    asked.isEmpty() ? "has no condition" : "changes none of the columns that its condition asks for";
            return Optional.of("The UPDATE of {table} " + what + ", so that it finds rows again in every turn");
        }
        for (Node condition : conditions) {
            Optional<String> column =
                    nullColumn(condition, NullTestType.IS_NULL).filter(set::containsKey);
            if (column.isPresent()) {
                return ofNull(column.get(), set.get(column.get()), conditions, table);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofNull(
            String column, @Nullable Node value, List<Node> conditions, Optional<Table> table) {
        if (value == null) {
            return Optional.empty();
        }
        if (Trees.isNull(value)) {
            return Optional.of(
                    "The UPDATE of {table} sets " + column + " to NULL, for which its condition looks again");
        }
        Set<String> known = new HashSet<>();
        conditions.forEach(
                condition -> nullColumn(condition, NullTestType.IS_NOT_NULL).ifPresent(known::add));
        boolean defined = !Nodes.all(value, CoalesceExpr.class).isEmpty();
        for (String source : columns(value)) {
            boolean nullable = table.flatMap(found -> found.column(source))
                    .filter(found -> !found.notNull())
                    .isPresent();
            if (nullable && !defined && !known.contains(source)) {
                return Optional.of("Where " + source + " is NULL, " + column
                        + " may stay NULL, and the UPDATE of {table} finds the row again in every turn");
            }
        }
        Optional<Column> target = table.flatMap(found -> found.column(column));
        boolean chased = target.filter(found -> found.defaultExpression() == null && !found.notNull())
                        .isPresent()
                && table.filter(found -> found.triggers().isEmpty()).isPresent();
        return chased
                ? Optional.of("New rows of {table} come with " + column
                        + " NULL as long as nothing sets it, so that the loop has no bound while others insert")
                : Optional.empty();
    }

    /** The conditions that choose the rows: of the query with the LIMIT where there is one, else of the UPDATE. */
    private static List<Node> selection(UpdateStmt update) {
        for (SelectStmt select : Nodes.all(update, SelectStmt.class)) {
            if (select.limitCount() != null && !select.fromClause().isEmpty()) {
                return Nodes.conjuncts(select.whereClause());
            }
        }
        return Nodes.conjuncts(update.whereClause());
    }

    private static Optional<String> nullColumn(Node condition, NullTestType kind) {
        return condition instanceof NullTest test
                        && test.nulltesttype() == kind
                        && test.arg() instanceof ColumnRef column
                ? columns(column).stream().findFirst()
                : Optional.empty();
    }

    /** The last parts of the column names in an expression. */
    private static List<String> columns(Node node) {
        return Nodes.all(node, ColumnRef.class).stream()
                .map(column -> Nodes.names(column.fields()))
                .filter(names -> !names.isEmpty())
                .map(names -> names.get(names.size() - 1))
                .toList();
    }
}
