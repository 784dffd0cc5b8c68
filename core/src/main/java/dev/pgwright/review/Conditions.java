package dev.pgwright.review;

import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CurrentOfExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import dev.pgwright.sql.tree.TypeCast;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a WHERE demands of the columns of one table, as far as all of it has to hold. */
final class Conditions {
    private final RangeVar table;
    private final Set<String> variables;
    private final Function<SelectStmt, Reach> reach;
    private final Set<String> equal = new HashSet<>();
    private final Set<String> floors = new HashSet<>();
    private final Set<String> caps = new HashSet<>();
    private boolean joins;
    private boolean never;
    private Reach selected = Reach.ALL;

    Conditions(@Nullable Node where, RangeVar table, Set<String> variables, Function<SelectStmt, Reach> reach) {
        this.table = table;
        this.variables = variables;
        this.reach = reach;
        Nodes.conjuncts(where).forEach(this::take);
    }

    /** Columns that equal one value, or one of a list. */
    Set<String> equalColumns() {
        return equal;
    }

    /** Columns with a lower and an upper bound. */
    Set<String> boundedColumns() {
        Set<String> both = new HashSet<>(floors);
        both.retainAll(caps);
        return both;
    }

    /** Columns with an upper bound. */
    Set<String> cappedColumns() {
        return caps;
    }

    /** Whether a column of the table equals one of another. */
    boolean joins() {
        return joins;
    }

    /** Whether no row can fulfil it. */
    boolean isNever() {
        return never;
    }

    /** How many rows the subqueries select that a column has to be in. */
    Reach reachOfSelected() {
        return selected;
    }

    private void take(Node condition) {
        if (condition instanceof CurrentOfExpr) {
            never = true;
        } else if (condition instanceof A_Const constant
                && constant.boolval() != null
                && !constant.boolval().boolval()) {
            never = true;
        } else if (condition instanceof SubLink link && link.subLinkType() == SubLinkType.ANY_SUBLINK) {
            boolean plain =
                    link.operName().isEmpty() || Nodes.names(link.operName()).equals(List.of("="));
            if (plain && link.subselect() instanceof SelectStmt select) {
                selected = min(selected, reach.apply(select));
            }
        } else if (condition instanceof A_Expr operation && operation.lexpr() != null && operation.rexpr() != null) {
            operation(operation, operation.lexpr(), operation.rexpr());
        }
    }

    private void operation(A_Expr operation, Node left, Node right) {
        String operator = String.join(".", Nodes.names(operation.name()));
        if (operation.kind() == A_Expr_Kind.AEXPR_IN && operator.equals("=")) {
            column(left).filter(name -> isConstant(right)).ifPresent(equal::add);
        } else if (operation.kind() == A_Expr_Kind.AEXPR_BETWEEN || operation.kind() == A_Expr_Kind.AEXPR_BETWEEN_SYM) {
            column(left).filter(name -> isConstant(right)).ifPresent(name -> {
                floors.add(name);
                caps.add(name);
            });
        } else if (operation.kind() == A_Expr_Kind.AEXPR_OP_ANY && operator.equals("=")) {
            any(left, right);
        } else if (operation.kind() == A_Expr_Kind.AEXPR_OP) {
            comparison(operator, left, right);
        }
    }

    private void any(Node left, Node array) {
        List<SelectStmt> selects = Nodes.all(array, SelectStmt.class);
        if (!selects.isEmpty()) {
            selected = min(selected, reach.apply(selects.get(0)));
        } else {
            column(left).filter(name -> isConstant(array)).ifPresent(equal::add);
        }
    }

    private void comparison(String operator, Node left, Node right) {
        Optional<String> column = column(left);
        boolean turned = column.isEmpty();
        Node other = turned ? left : right;
        if (turned) {
            column = column(right);
        }
        if (column.isEmpty()) {
            return;
        }
        if (operator.equals("=")) {
            if (isConstant(other)) {
                equal.add(column.get());
            } else if (inner(other) instanceof ColumnRef) {
                joins = true;
            }
        } else if (isConstant(other) && operator.matches("[<>]=?")) {
            (operator.startsWith("<") == turned ? floors : caps).add(column.get());
        }
    }

    private Optional<String> column(Node node) {
        if (!(inner(node) instanceof ColumnRef reference)) {
            return Optional.empty();
        }
        List<String> names = Nodes.names(reference.fields());
        if (names.size() == 1) {
            return variables.contains(names.get(0)) ? Optional.empty() : Optional.of(names.get(0));
        }
        if (names.size() != 2) {
            return Optional.empty();
        }
        String called = table.alias() == null ? table.relname() : table.alias().aliasname();
        return names.get(0).equals(called) ? Optional.of(names.get(1)) : Optional.empty();
    }

    private boolean isConstant(Node node) {
        Node inner = inner(node);
        if (inner instanceof SubLink link && link.subLinkType() == SubLinkType.EXPR_SUBLINK) {
            return true;
        }
        if (inner instanceof PgList list) {
            return list.items().stream().allMatch(this::isConstant);
        }
        if (inner instanceof A_ArrayExpr array) {
            return array.elements().stream().allMatch(this::isConstant);
        }
        return Nodes.all(inner, ColumnRef.class).stream().allMatch(reference -> {
            List<String> names = Nodes.names(reference.fields());
            return !names.isEmpty() && variables.contains(names.get(0));
        });
    }

    private static Node inner(Node node) {
        Node inner = node;
        while (inner instanceof TypeCast cast && cast.arg() != null) {
            inner = cast.arg();
        }
        return inner;
    }

    private static Reach min(Reach one, Reach other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
