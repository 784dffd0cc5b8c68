package dev.pgwright.review.rules.migration;

import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.TypeCast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions that keep a column's values within a type. */
final class ValueLimit {
    private static final Set<String> LENGTHS = Set.of("length", "char_length", "character_length");
    private static final Map<String, Long> GREATEST = Map.of("int2", 32_767L, "int4", 2_147_483_647L);

    private ValueLimit() {}

    /**
     * Whether conditions that all hold keep the column within the type: {@code length(column) <= n} for a text, both a
     * least and a greatest value for a whole number, be it with BETWEEN.
     */
    static boolean isKept(List<Node> conditions, String column, ColumnType type) {
        if (GREATEST.containsKey(type.base())) {
            long greatest = GREATEST.get(type.base());
            return conditions.stream().anyMatch(condition -> isBetween(condition, column, greatest))
                    || (conditions.stream()
                                    .anyMatch(condition -> number(condition, column, ">=", ">")
                                            .filter(least -> least >= -greatest - 1)
                                            .isPresent())
                            && conditions.stream()
                                    .anyMatch(condition -> number(condition, column, "<=", "<")
                                            .filter(most -> most <= greatest)
                                            .isPresent()));
        }
        return !type.modifiers().isEmpty()
                && conditions.stream()
                        .anyMatch(condition ->
                                isShort(condition, column, type.modifiers().get(0)));
    }

    private static boolean isBetween(Node condition, String column, long greatest) {
        return condition instanceof A_Expr compared
                && compared.kind() == A_Expr_Kind.AEXPR_BETWEEN
                && isColumn(compared.lexpr(), column)
                && compared.rexpr() instanceof PgList bounds
                && bounds.items().size() == 2
                && number(bounds.items().get(0))
                        .filter(least -> least >= -greatest - 1)
                        .isPresent()
                && number(bounds.items().get(1))
                        .filter(most -> most <= greatest)
                        .isPresent();
    }

    private static Optional<Long> number(Node condition, String column, String operator, String strict) {
        return condition instanceof A_Expr compared
                        && compared.kind() == A_Expr_Kind.AEXPR_OP
                        && List.of(List.of(operator), List.of(strict)).contains(Nodes.names(compared.name()))
                        && isColumn(compared.lexpr(), column)
                ? number(compared.rexpr())
                : Optional.empty();
    }

    private static boolean isShort(Node condition, String column, int limit) {
        if (!(condition instanceof A_Expr compared)
                || !(compared.lexpr() instanceof FuncCall call)
                || call.args().size() != 1) {
            return false;
        }
        List<String> operator = Nodes.names(compared.name());
        int most = limit + (operator.equals(List.of("<")) ? 1 : 0);
        return (operator.equals(List.of("<=")) || operator.equals(List.of("<")))
                && LENGTHS.contains(Trees.functionName(call))
                && isColumn(call.args().get(0), column)
                && number(compared.rexpr()).filter(value -> value <= most).isPresent();
    }

    private static boolean isColumn(@Nullable Node node, String column) {
        Node inner = node;
        while (inner instanceof TypeCast cast && cast.arg() != null) {
            inner = cast.arg();
        }
        return inner instanceof ColumnRef reference
                && Nodes.names(reference.fields()).equals(List.of(column));
    }

    private static Optional<Long> number(@Nullable Node node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof A_Expr minus
                && minus.lexpr() == null
                && Nodes.names(minus.name()).equals(List.of("-"))) {
            return number(minus.rexpr()).map(value -> -value);
        }
        return Trees.text(node).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
    }
}
