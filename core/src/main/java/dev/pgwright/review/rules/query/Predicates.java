package dev.pgwright.review.rules.query;

import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The conditions of a query level, as its rules ask for them. */
public final class Predicates {
    private Predicates() {}

    public static @Nullable Node where(BoundLevel level) {
        if (level.node() instanceof SelectStmt select) {
            return select.whereClause();
        } else if (level.node() instanceof UpdateStmt update) {
            return update.whereClause();
        }
        return level.node() instanceof DeleteStmt delete ? delete.whereClause() : null;
    }

    /** The items of FROM or USING. */
    public static List<Node> from(BoundLevel level) {
        if (level.node() instanceof SelectStmt select) {
            return select.fromClause();
        } else if (level.node() instanceof UpdateStmt update) {
            return update.fromClause();
        }
        return level.node() instanceof DeleteStmt delete ? delete.usingClause() : List.of();
    }

    public static List<JoinExpr> joins(BoundLevel level) {
        List<JoinExpr> found = new ArrayList<>();
        from(level).forEach(item -> joins(item, found));
        return found;
    }

    private static void joins(@Nullable Node item, List<JoinExpr> found) {
        if (item instanceof JoinExpr join) {
            found.add(join);
            joins(join.larg(), found);
            joins(join.rarg(), found);
        }
    }

    /** The terms of WHERE and of all ON. */
    public static List<Node> all(BoundLevel level) {
        List<Node> found = Nodes.conjuncts(where(level));
        joins(level).forEach(join -> found.addAll(Nodes.conjuncts(join.quals())));
        return found;
    }

    /** A node and what is below it, but for subqueries. */
    public static void walk(@Nullable Node node, Consumer<Node> each) {
        if (node == null) {
            return;
        }
        each.accept(node);
        if (node instanceof SubLink link) {
            walk(link.testexpr(), each);
        } else if (!(node instanceof SelectStmt)) {
            node.forEachChild(child -> walk(child, each));
        }
    }

    /** The columns that an expression names, those in its subqueries too. */
    public static List<ColumnRef> columns(@Nullable Node node) {
        return node == null ? List.of() : Nodes.all(node, ColumnRef.class);
    }

    public static boolean has(@Nullable Node node, Class<? extends Node> kind) {
        return node != null && !Nodes.all(node, kind).isEmpty();
    }

    /** The operator's name, empty for what is no operator expression of that kind. */
    public static String operator(@Nullable Node node) {
        if (node instanceof A_Expr expression && expression.kind() == A_Expr_Kind.AEXPR_OP) {
            List<String> name = Nodes.names(expression.name());
            return name.isEmpty() ? "" : name.get(name.size() - 1);
        }
        return "";
    }

    /** Whether it is the same for all rows: made of constants and parameters. */
    public static boolean isFixed(@Nullable Node node) {
        return node != null && columns(node).isEmpty() && !has(node, SelectStmt.class);
    }

    public static Node uncast(Node node) {
        Node inner = node;
        while (inner instanceof TypeCast cast && cast.arg() != null) {
            inner = cast.arg();
        }
        return inner;
    }

    public static boolean isParameter(@Nullable Node node) {
        return node != null && uncast(node) instanceof ParamRef;
    }

    /** The value of a whole number, -1 for anything else. */
    public static long number(@Nullable Node node) {
        return node != null && uncast(node) instanceof A_Const constant && constant.ival() != null
                ? constant.ival().ival()
                : -1;
    }

    public static boolean isNull(@Nullable Node node) {
        return node != null && uncast(node) instanceof A_Const constant && constant.isnull();
    }

    /** As the query writes it. */
    public static String written(ColumnRef column) {
        return String.join(".", Nodes.names(column.fields()));
    }
}
