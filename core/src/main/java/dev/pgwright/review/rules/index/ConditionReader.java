package dev.pgwright.review.rules.index;

import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.review.rules.query.Predicates;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.BoolTestType;
import dev.pgwright.sql.tree.BooleanTest;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the terms of a query level demand of one relation; what is not understood demands something, too. */
final class ConditionReader {
    private static final Set<String> RANGES = Set.of("<", "<=", ">", ">=");
    private static final Set<String> CONTAINMENT = Set.of("@>", "<@", "&&", "?", "?|", "?&", "@?", "@@");

    private final BoundQuery bound;
    private final BoundLevel level;
    private final BoundRelation relation;
    private final boolean variables;
    private final List<Condition> conditions = new ArrayList<>();
    private boolean understood = true;

    /**
     * A reader.
     *
     * @param variables whether names that mean no column are variables
     */
    ConditionReader(BoundQuery bound, BoundLevel level, BoundRelation relation, boolean variables) {
        this.bound = bound;
        this.level = level;
        this.relation = relation;
        this.variables = variables;
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** Whether all terms about the relation became conditions. */
    boolean isUnderstood() {
        return understood;
    }

    void read(Node term) {
        int before = conditions.size();
        if (term instanceof A_Expr operation) {
            operation(operation);
        } else if (term instanceof NullTest test) {
            boolean isNull = test.nulltesttype() == NullTestType.IS_NULL;
            column(test.arg()).ifPresent(column -> add(isNull ? Kind.IS_NULL : Kind.NOT_NULL, column, term));
        } else if (term instanceof ColumnRef) {
            column(term).ifPresent(column -> add(Kind.EQUAL, column, term, "true"));
        } else if (term instanceof BoolExpr not && not.boolop() == BoolExprType.NOT_EXPR) {
            column(not.args().get(0)).ifPresent(column -> add(Kind.EQUAL, column, term, "false"));
        } else if (term instanceof BooleanTest test
                && (test.booltesttype() == BoolTestType.IS_TRUE || test.booltesttype() == BoolTestType.IS_FALSE)) {
            String value = test.booltesttype() == BoolTestType.IS_TRUE ? "true" : "false";
            column(test.arg()).ifPresent(column -> add(Kind.EQUAL, column, term, value));
        }
        if (conditions.size() == before && isAbout(term)) {
            understood = false;
        }
    }

    private void operation(A_Expr operation) {
        Node left = operation.lexpr();
        Node right = operation.rexpr();
        if (left == null || right == null) {
            return;
        }
        String operator = Nodes.names(operation.name()).isEmpty()
                ? ""
                : Nodes.names(operation.name())
                        .get(Nodes.names(operation.name()).size() - 1);
        switch (operation.kind()) {
            case AEXPR_OP -> comparison(operation, operator, left, right);
            case AEXPR_IN -> {
                if (operator.equals("=")) {
                    among(operation, left, right);
                }
            }
            case AEXPR_OP_ANY -> {
                if (operator.equals("=")) {
                    among(operation, left, right);
                }
            }
            case AEXPR_BETWEEN ->
                uncast(operation, left, true).ifPresent(column -> {
                    if (isFixed(right)) {
                        add(Kind.RANGE, column, operation);
                    }
                });
            case AEXPR_LIKE -> like(operation, operator, left, right);
            default -> {
                // nothing that an index on the column serves
            }
        }
    }

    private void like(A_Expr operation, String operator, Node left, Node right) {
        if (operator.equals("~~")
                && Predicates.uncast(right) instanceof A_Const constant
                && constant.sval() != null
                && hasBeginning(String.valueOf(constant.sval().sval()))) {
            uncast(operation, left, true).ifPresent(column -> add(Kind.PREFIX, column, operation));
        }
    }

    private static boolean hasBeginning(String pattern) {
        return !pattern.isEmpty() && pattern.charAt(0) != '%' && pattern.charAt(0) != '_';
    }

    private void comparison(A_Expr operation, String operator, Node left, Node right) {
        if (left instanceof RowExpr one && right instanceof RowExpr other) {
            rows(operation, operator, one.args(), other.args());
            return;
        }
        if (operator.equals("~~")) {
            like(operation, operator, left, right);
            return;
        }
        Optional<BoundColumn> column = uncast(operation, left, true);
        Node other = right;
        if (column.isEmpty()) {
            column = uncast(operation, right, false);
            other = left;
        }
        if (column.isPresent()) {
            compare(operation, operator, column.get(), other);
        }
    }

    private void compare(A_Expr operation, String operator, BoundColumn column, Node other) {
        if (operator.equals("=")) {
            equal(operation, column, other);
        } else if (RANGES.contains(operator) && isFixed(other)) {
            add(Kind.RANGE, column, operation);
        } else if (CONTAINMENT.contains(operator) && isFixed(other)) {
            boolean turned = operation.rexpr() != other;
            String seen = !turned ? operator : operator.equals("@>") ? "<@" : operator.equals("<@") ? "@>" : operator;
            conditions.add(
                    new Condition(Kind.CONTAINS, name(column), List.of(), Set.of(), seen, type(column), operation));
        }
    }

    private void equal(A_Expr operation, BoundColumn column, Node other) {
        if (isFixed(other)) {
            String value = constant(other);
            if (Predicates.isNull(other)) {
                return;
            }
            conditions.add(new Condition(
                    Kind.EQUAL,
                    name(column),
                    value == null ? List.of() : List.of(value),
                    Set.of(),
                    "",
                    type(column),
                    operation));
            return;
        }
        Set<BoundRelation> others = new HashSet<>();
        boolean outside = false;
        for (ColumnRef reference : Predicates.columns(other)) {
            Optional<BoundQuery.Meaning> meaning = bound.meaning(reference);
            if (meaning.isEmpty() || meaning.get().relation() == relation || other instanceof SelectStmt) {
                return;
            }
            if (meaning.get().level() == level) {
                others.add(meaning.get().relation());
            } else {
                outside = true;
            }
        }
        if (Predicates.has(other, SelectStmt.class)) {
            return;
        }
        Kind kind = outside || others.isEmpty() ? Kind.CORRELATED : Kind.JOIN;
        conditions.add(new Condition(kind, name(column), List.of(), others, "", type(column), operation));
    }

    private void rows(A_Expr operation, String operator, List<Node> left, List<Node> right) {
        if (left.size() != right.size() || left.isEmpty()) {
            return;
        }
        if (operator.equals("=")) {
            for (int i = 0; i < left.size(); i++) {
                Node other = right.get(i);
                column(left.get(i)).ifPresent(column -> equal(operation, column, other));
            }
        } else if (RANGES.contains(operator) && right.stream().allMatch(this::isFixed)) {
            column(left.get(0)).ifPresent(column -> add(Kind.RANGE, column, operation));
        }
    }

    private void among(A_Expr operation, Node left, Node right) {
        Optional<BoundColumn> column = uncast(operation, left, true);
        if (column.isEmpty() || !isFixed(right)) {
            return;
        }
        List<Node> items = items(Predicates.uncast(right));
        List<String> values = new ArrayList<>();
        for (Node item : items) {
            String value = constant(item);
            if (value != null) {
                values.add(value);
            }
        }
        conditions.add(new Condition(
                items.size() == 1 ? Kind.EQUAL : Kind.IN,
                name(column.get()),
                values.size() == items.size() ? values : List.of(),
                Set.of(),
                "",
                type(column.get()),
                operation));
    }

    private static List<Node> items(Node list) {
        if (list instanceof PgList items) {
            return items.items();
        }
        return list instanceof A_ArrayExpr array ? array.elements() : List.of();
    }

    private void add(Kind kind, BoundColumn column, Node term, String... values) {
        conditions.add(new Condition(kind, name(column), List.of(values), Set.of(), "", type(column), term));
    }

    private static String name(BoundColumn column) {
        return String.valueOf(column.column());
    }

    private static @Nullable String type(BoundColumn column) {
        return column.type() == null ? null : column.type().withoutModifier();
    }

    /** The column that a side of an operation is, unless the operation turns it into another type. */
    private Optional<BoundColumn> uncast(A_Expr operation, Node side, boolean left) {
        boolean cast = bound.comparison(operation)
                .map(found -> left ? found.leftCast() : found.rightCast())
                .orElse(false);
        return cast ? Optional.empty() : column(side);
    }

    /** The column of the relation that an expression is. */
    private Optional<BoundColumn> column(@Nullable Node expression) {
        Node seen = expression;
        // an operator of text takes a varchar as it is, and says so with a cast (pg_get_expr)
        if (expression instanceof TypeCast cast
                && bound.type(cast).filter(type -> type.is("text")).isPresent()
                && bound.type(cast.arg()).filter(type -> type.is("varchar")).isPresent()) {
            seen = cast.arg();
        }
        return bound.meaning(seen)
                .filter(meaning -> meaning.relation() == relation && meaning.level() == level)
                .map(BoundQuery.Meaning::column)
                .filter(column -> column.column() != null);
    }

    /** Whether an expression is the same for all rows of the level. */
    private boolean isFixed(Node expression) {
        boolean changing = Nodes.all(expression, FuncCall.class).stream()
                .anyMatch(call -> bound.function(call)
                        .map(function -> function.volatility() == 'v')
                        .orElse(true));
        return !changing
                && !Predicates.has(expression, SelectStmt.class)
                && Predicates.columns(expression).stream()
                        .allMatch(reference ->
                                variables && bound.meaning(reference).isEmpty());
    }

    private boolean isAbout(Node term) {
        return Predicates.columns(term).stream()
                .anyMatch(reference -> bound.meaning(reference)
                        .map(meaning -> meaning.relation() == relation
                                || meaning.relation().kind() == BoundRelation.Kind.JOIN)
                        .orElse(!variables));
    }

    /** The text of a constant, null for anything else. */
    static @Nullable String constant(Node expression) {
        if (!(Predicates.uncast(expression) instanceof A_Const constant) || constant.isnull()) {
            return null;
        }
        if (constant.sval() != null) {
            return constant.sval().sval();
        }
        if (constant.boolval() != null) {
            return String.valueOf(constant.boolval().boolval());
        }
        if (constant.ival() != null) {
            return String.valueOf(constant.ival().ival());
        }
        return constant.fval() == null ? null : constant.fval().fval();
    }
}
