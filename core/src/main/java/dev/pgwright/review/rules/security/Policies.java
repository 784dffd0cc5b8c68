package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeCast;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rules ask of row security policies. */
final class Policies {
    private Policies() {}

    /** The tables of a schema whose policies are in force. */
    static List<Table> securedTables(SchemaContext schema) {
        return schema.tables().stream()
                .filter(table -> table.settings().rowSecurity())
                .toList();
    }

    /** Whether a policy says something about a command. */
    static boolean covers(Policy policy, Policy.Command command) {
        return policy.command() == Policy.Command.ALL || policy.command() == command;
    }

    /** The permissive ones for a command. */
    static List<Policy> permissive(Table table, Policy.Command command) {
        return table.policies().stream()
                .filter(policy -> policy.permissive() && covers(policy, command))
                .toList();
    }

    /** Both conditions, as trees. */
    static List<Node> conditions(Policy policy) {
        return Stream.of(Optional.ofNullable(policy.using()), Optional.ofNullable(policy.withCheck()))
                .flatMap(Optional::stream)
                .flatMap(text -> tree(text).stream())
                .toList();
    }

    static Optional<Node> tree(String condition) {
        return RoutineBody.expression(condition)
                .flatMap(tree -> tree instanceof SelectStmt select
                                && select.targetList().size() == 1
                                && select.targetList().get(0) instanceof ResTarget target
                        ? Optional.ofNullable(target.val())
                        : Optional.empty());
    }

    /** Whether a condition holds for every row, whatever is in it. */
    static boolean isAlwaysTrue(@Nullable String condition) {
        return condition != null && tree(condition).map(Policies::isAlwaysTrue).orElse(false);
    }

    private static boolean isAlwaysTrue(Node node) {
        if (node instanceof TypeCast cast && cast.arg() != null) {
            return isAlwaysTrue(cast.arg());
        }
        if (node instanceof A_Const constant) {
            return Trees.text(constant)
                    .filter(text -> List.of("true", "t").contains(text))
                    .isPresent();
        }
        if (node instanceof BoolExpr logic) {
            return logic.boolop() == BoolExprType.AND_EXPR
                    ? logic.args().stream().allMatch(Policies::isAlwaysTrue)
                    : logic.boolop() == BoolExprType.OR_EXPR
                            && logic.args().stream().anyMatch(Policies::isAlwaysTrue);
        }
        if (node instanceof A_Expr operation
                && operation.lexpr() != null
                && operation.rexpr() != null
                && Nodes.names(operation.name()).equals(List.of("="))) {
            Optional<String> left = Trees.text(operation.lexpr());
            return left.isPresent() && left.equals(Trees.text(operation.rexpr()));
        }
        return false;
    }

    /** Whether a node names a column. */
    static boolean hasColumn(Node node) {
        return node instanceof ColumnRef || !Nodes.all(node, ColumnRef.class).isEmpty();
    }
}
