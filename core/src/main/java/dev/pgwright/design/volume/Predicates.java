package dev.pgwright.design.volume;

import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the rows a partial index has: of columns that are or are not null, that are true, that have one of some
 * values, and of these joined. Columns are taken to be independent of each other, as the planner does.
 */
final class Predicates {
    /** Of what is none of these, as the planner has it for an inequality (DEFAULT_INEQ_SEL, selfuncs.h). */
    private static final double UNKNOWN = 1d / 3;

    private final TableProfile profile;

    private Predicates(TableProfile profile) {
        this.profile = profile;
    }

    static double share(@Nullable String predicate, TableProfile profile) {
        if (predicate == null) {
            return 1;
        }
        return Nodes.all(Sql.parseStatement("SELECT WHERE " + predicate).tree(), SelectStmt.class).stream()
                .map(SelectStmt::whereClause)
                .findFirst()
                .map(new Predicates(profile)::share)
                .orElse(1d);
    }

    static double shareOf(Node predicate, TableProfile profile) {
        return new Predicates(profile).share(predicate);
    }

    /** The name of an operator without its schema. */
    static String operator(A_Expr expression) {
        List<String> names = Nodes.names(expression.name());
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    private double share(Node node) {
        if (node instanceof BoolExpr joined) {
            return joined(joined);
        } else if (node instanceof NullTest test) {
            double nulls = column(test).map(ColumnProfile::nullFraction).orElse(UNKNOWN);
            return test.nulltesttype() == NullTestType.IS_NULL ? nulls : 1 - nulls;
        } else if (node instanceof ColumnRef) {
            return column(node).map(column -> having(column, Set.of("true"))).orElse(UNKNOWN);
        } else if (node instanceof A_Expr comparison
                && comparison.lexpr() instanceof ColumnRef
                && column(node).isPresent()) {
            return compared(comparison, column(node).orElseThrow());
        }
        return UNKNOWN;
    }

    private static double compared(A_Expr comparison, ColumnProfile column) {
        Set<String> values = constants(comparison);
        if (values.isEmpty()) {
            return UNKNOWN;
        }
        return switch (operator(comparison)) {
            case "=" -> having(column, values);
            case "<>" -> Math.max(0, 1 - column.nullFraction() - having(column, values));
            default -> UNKNOWN;
        };
    }

    private double joined(BoolExpr joined) {
        List<Double> shares = joined.args().stream().map(this::share).toList();
        if (joined.boolop() == BoolExprType.NOT_EXPR) {
            double present =
                    column(joined).map(column -> 1 - column.nullFraction()).orElse(1d);
            return Math.max(0, present - shares.get(0));
        }
        boolean all = joined.boolop() == BoolExprType.AND_EXPR;
        double product = shares.stream().reduce(1d, (left, right) -> left * (all ? right : 1 - right));
        return all ? product : 1 - product;
    }

    private static double having(ColumnProfile column, Set<String> values) {
        double present = 1 - column.nullFraction();
        if (column.shares().isEmpty()) {
            return present * Math.min(1, values.size() / column.distinct());
        }
        return present
                * column.shares().entrySet().stream()
                        .filter(entry -> values.contains(entry.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
    }

    private Optional<ColumnProfile> column(Node node) {
        return Nodes.all(node, ColumnRef.class).stream()
                .map(column -> Nodes.names(column.fields()))
                .filter(names -> !names.isEmpty())
                .map(names -> profile.columns().get(names.get(names.size() - 1)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Set<String> constants(Node node) {
        return Nodes.all(node, A_Const.class).stream()
                .map(constant -> constant.sval() != null
                        ? String.valueOf(constant.sval().sval())
                        : constant.boolval() != null
                                ? String.valueOf(constant.boolval().boolval())
                                : "")
                .collect(Collectors.toSet());
    }
}
