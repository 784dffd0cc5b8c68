package dev.pgwright.review;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.JsonTable;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.MergeWhenClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.OnConflictClause;
import dev.pgwright.sql.tree.RangeFunction;
import dev.pgwright.sql.tree.RangeSubselect;
import dev.pgwright.sql.tree.RangeTableFunc;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One SELECT, INSERT, UPDATE, DELETE or MERGE of a query without those inside it: what its names can mean. */
final class QueryLevel {
    private final @Nullable QueryLevel outer;
    private final List<RangeVar> ranges = new ArrayList<>();
    private final List<ColumnRef> columns = new ArrayList<>();
    private final List<ColumnRef> filters = new ArrayList<>();
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> joinedBy = new HashSet<>();
    private @Nullable RangeVar target;
    private boolean opaque;

    private QueryLevel(@Nullable QueryLevel outer) {
        this.outer = outer;
    }

    private record Open(Node query, @Nullable QueryLevel outer) {}

    /** All levels of a query, outer before inner. */
    static List<QueryLevel> of(Node query) {
        List<QueryLevel> levels = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        open.add(new Open(query, null));
        while (!open.isEmpty()) {
            Open next = open.remove();
            QueryLevel level = new QueryLevel(next.outer());
            levels.add(level);
            level.collect(next.query()).forEach(inner -> open.add(new Open(inner, level)));
        }
        return levels;
    }

    @Nullable QueryLevel outer() {
        return outer;
    }

    /** The relations that are named, the one written included. */
    List<RangeVar> ranges() {
        return ranges;
    }

    /** The columns that are named. */
    List<ColumnRef> columns() {
        return columns;
    }

    /** Of those, the ones that are compared or ordered by. */
    List<ColumnRef> filters() {
        return filters;
    }

    /** The names of columns behind USING, which both sides of a join have. */
    Set<String> joinedBy() {
        return joinedBy;
    }

    /** The relation that is written, null if none is. */
    @Nullable RangeVar target() {
        return target;
    }

    /** Its columns that are given values. */
    Set<String> assigned() {
        return assigned;
    }

    /** Whether there are columns that no relation has: those of subqueries and functions. */
    boolean isOpaque() {
        return opaque;
    }

    /** Takes in what belongs to this level; the queries inside it. */
    private List<Node> collect(Node query) {
        List<Node> inner = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(query);
        List<Node> children = new ArrayList<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node != query && isQuery(node)) {
                inner.add(node);
                continue;
            }
            take(node);
            node.forEachChild(children::add);
            children.forEach(open::push);
            children.clear();
        }
        return inner;
    }

    private void take(Node node) {
        if (node instanceof RangeVar range) {
            ranges.add(range);
        } else if (node instanceof ColumnRef column) {
            columns.add(column);
        } else if (node instanceof A_Expr comparison) {
            filter(comparison.lexpr());
            filter(comparison.rexpr());
        } else if (node instanceof NullTest test) {
            filter(test.arg());
        } else if (node instanceof SortBy sort) {
            filter(sort.node());
        } else if (node instanceof InsertStmt insert) {
            target = insert.relation();
            assign(insert.cols());
        } else if (node instanceof UpdateStmt update) {
            target = update.relation();
            assign(update.targetList());
        } else if (node instanceof DeleteStmt delete) {
            target = delete.relation();
        } else if (node instanceof MergeStmt merge) {
            target = merge.relation();
        } else if (node instanceof OnConflictClause conflict) {
            assign(conflict.targetList());
        } else if (node instanceof MergeWhenClause when) {
            assign(when.targetList());
        } else if (node instanceof JoinExpr join) {
            opaque |= join.isNatural();
            joinedBy.addAll(Nodes.names(join.usingClause()));
        } else if (node instanceof RangeSubselect
                || node instanceof RangeFunction
                || node instanceof RangeTableFunc
                || node instanceof JsonTable) {
            opaque = true;
        }
    }

    private void filter(@Nullable Node operand) {
        if (operand instanceof ColumnRef column) {
            filters.add(column);
        } else if (operand instanceof RowExpr row) {
            row.args().forEach(this::filter);
        }
    }

    private void assign(List<Node> targets) {
        for (Node node : targets) {
            if (node instanceof ResTarget named && named.name() != null) {
                assigned.add(named.name());
            }
        }
    }

    private static boolean isQuery(Node node) {
        return node instanceof SelectStmt
                || node instanceof InsertStmt
                || node instanceof UpdateStmt
                || node instanceof DeleteStmt
                || node instanceof MergeStmt;
    }
}
