package dev.pgwright.load.folded;

import dev.pgwright.load.folded.CallResolver.Outcome;
import dev.pgwright.load.folded.OperatorResolver.Found;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of operator expressions (make_op, make_scalar_array_op and transformAExprIn of PostgreSQL 18). */
final class OperatorBinder {
    private final Analysis analysis;
    private final ExpressionBinder expressions;

    OperatorBinder(Analysis analysis, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.expressions = expressions;
    }

    @Nullable TypeRef of(A_Expr operation, QueryScope scope) {
        List<String> name = Nodes.names(operation.name());
        Node left = operation.lexpr();
        Node right = operation.rexpr();
        return switch (operation.kind()) {
            case AEXPR_OP, AEXPR_LIKE, AEXPR_ILIKE, AEXPR_SIMILAR -> plain(operation, name, scope);
            case AEXPR_DISTINCT, AEXPR_NOT_DISTINCT -> {
                rows(operation, name, scope);
                yield TypeRules.BOOL;
            }
            case AEXPR_NULLIF -> {
                TypeRef first = expressions.of(left, scope);
                Found found = resolve(name, left, first, right, expressions.of(right, scope), operation.location());
                TypeRef taken = found.left();
                yield first != null && (taken == null || TypeRules.same(first, taken)) ? first : taken;
            }
            case AEXPR_OP_ANY, AEXPR_OP_ALL -> {
                TypeRef one = expressions.of(left, scope);
                array(operation, name, left, one, right, expressions.of(right, scope));
                yield TypeRules.BOOL;
            }
            case AEXPR_IN -> {
                in(operation, name, scope);
                yield TypeRules.BOOL;
            }
            case AEXPR_BETWEEN, AEXPR_NOT_BETWEEN, AEXPR_BETWEEN_SYM, AEXPR_NOT_BETWEEN_SYM -> {
                between(operation, scope);
                yield TypeRules.BOOL;
            }
        };
    }

    private @Nullable TypeRef plain(A_Expr operation, List<String> name, QueryScope scope) {
        Node left = operation.lexpr();
        Node right = operation.rexpr();
        if (left instanceof RowExpr row && right instanceof SubLink link && isRow(link)) {
            expressions.all(row.args(), scope);
            expressions.of(right, scope);
            return TypeRules.BOOL;
        }
        if (left instanceof RowExpr && right instanceof RowExpr) {
            rows(operation, name, scope);
            return TypeRules.BOOL;
        }
        TypeRef one = expressions.of(left, scope);
        TypeRef other = expressions.of(right, scope);
        Found found = left == null
                ? prefix(name, right, other, operation.location())
                : resolve(name, left, one, right, other, operation.location());
        analysis.comparisons.put(operation, found);
        return found.result();
    }

    private static boolean isRow(SubLink link) {
        return link.subLinkType() == SubLinkType.EXPR_SUBLINK;
    }

    private void rows(A_Expr operation, List<String> name, QueryScope scope) {
        if (operation.lexpr() instanceof RowExpr one && operation.rexpr() instanceof RowExpr other) {
            if (one.args().size() != other.args().size()) {
                analysis.fault("42601", "unequal number of entries in row expressions", "", operation.location());
            }
            for (int i = 0; i < Math.min(one.args().size(), other.args().size()); i++) {
                Node first = one.args().get(i);
                Node second = other.args().get(i);
                TypeRef type = expressions.of(first, scope);
                resolve(name, first, type, second, expressions.of(second, scope), operation.location());
            }
            return;
        }
        TypeRef type = expressions.of(operation.lexpr(), scope);
        Found found = resolve(
                name,
                operation.lexpr(),
                type,
                operation.rexpr(),
                expressions.of(operation.rexpr(), scope),
                operation.location());
        analysis.comparisons.put(operation, found);
    }

    /** The operator for two operands, of which untyped ones get their types. */
    @Nullable TypeRef apply(
            List<String> name,
            @Nullable Node left,
            @Nullable TypeRef one,
            @Nullable Node right,
            @Nullable TypeRef other,
            int location) {
        return resolve(name, left, one, right, other, location).result();
    }

    private Found resolve(
            List<String> name,
            @Nullable Node left,
            @Nullable TypeRef one,
            @Nullable Node right,
            @Nullable TypeRef other,
            int location) {
        Found found = analysis.operators.binary(name, one, other);
        say(found, name, analysis.shown(one) + " " + Scope.written(name) + " " + analysis.shown(other), location);
        give(left, one, found.left());
        give(right, other, found.right());
        return found;
    }

    private Found prefix(List<String> name, @Nullable Node right, @Nullable TypeRef type, int location) {
        Found found = analysis.operators.prefix(name, type);
        say(found, name, Scope.written(name) + " " + analysis.shown(type), location);
        give(right, type, found.right());
        return found;
    }

    private void say(Found found, List<String> name, String written, int location) {
        if (found.outcome() == Outcome.MISSING) {
            analysis.fault("42883", "operator does not exist: " + written, Scope.written(name), location);
        } else if (found.outcome() == Outcome.AMBIGUOUS) {
            analysis.fault("42725", "operator is not unique: " + written, Scope.written(name), location);
        }
    }

    private void give(@Nullable Node node, @Nullable TypeRef type, @Nullable TypeRef target) {
        if (node != null && target != null && Analysis.isUntyped(type)) {
            expressions.give(node, target);
        }
    }

    private void array(
            A_Expr operation,
            List<String> name,
            @Nullable Node left,
            @Nullable TypeRef one,
            @Nullable Node right,
            @Nullable TypeRef array) {
        TypeRef element = array == null ? null : Analysis.isUntyped(array) ? array : analysis.rules.element(array);
        if (array != null && element == null && analysis.rules.isKnown(array)) {
            analysis.fault("42809", "op ANY/ALL (array) requires array on right side", "", operation.location());
            return;
        }
        Found found = analysis.operators.binary(name, one, element);
        say(
                found,
                name,
                analysis.shown(one) + " " + Scope.written(name) + " " + analysis.shown(element),
                operation.location());
        analysis.comparisons.put(operation, found);
        give(left, one, found.left());
        if (found.right() != null && !found.right().array()) {
            give(right, array, found.right().asArray());
        }
    }

    private void in(A_Expr operation, List<String> name, QueryScope scope) {
        Node left = operation.lexpr();
        TypeRef one = expressions.of(left, scope);
        List<Node> items = operation.rexpr() instanceof PgList list ? list.items() : List.of();
        List<Node> constants = new ArrayList<>();
        List<@Nullable TypeRef> types = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        for (Node item : items) {
            TypeRef type = expressions.of(item, scope);
            boolean hasColumns = !Nodes.all(item, ColumnRef.class).isEmpty();
            if (hasColumns || item instanceof RowExpr) {
                others.add(item);
            } else {
                constants.add(item);
                types.add(type);
            }
        }
        TypeRef common = constants.size() > 1 ? commonWith(one, types) : null;
        if (common != null && !common.is("record")) {
            for (int i = 0; i < constants.size(); i++) {
                give(constants.get(i), types.get(i), common);
            }
            give(left, one, common);
            Found found = analysis.operators.binary(name, Analysis.isUntyped(one) ? common : one, common);
            say(
                    found,
                    name,
                    analysis.shown(one) + " " + Scope.written(name) + " " + analysis.shown(common),
                    operation.location());
            analysis.comparisons.put(operation, found);
        } else {
            others.addAll(constants);
        }
        for (Node item : others) {
            if (left instanceof RowExpr && item instanceof RowExpr) {
                rows(
                        new A_Expr(A_Expr_Kind.AEXPR_OP, operation.name(), left, item, 0, 0, operation.location()),
                        name,
                        scope);
            } else {
                Found found = resolve(name, left, one, item, analysis.types.get(item), operation.location());
                analysis.comparisons.putIfAbsent(operation, found);
            }
        }
    }

    private @Nullable TypeRef commonWith(@Nullable TypeRef left, List<@Nullable TypeRef> types) {
        List<TypeRef> all = new ArrayList<>();
        if (left == null || !(TypeRules.isUntyped(left) || analysis.rules.isKnown(left))) {
            return null;
        }
        all.add(left);
        for (TypeRef type : types) {
            if (type == null || !(TypeRules.isUntyped(type) || analysis.rules.isKnown(type))) {
                return null;
            }
            all.add(type);
        }
        return analysis.rules.common(all);
    }

    private void between(A_Expr operation, QueryScope scope) {
        Node value = operation.lexpr();
        TypeRef type = expressions.of(value, scope);
        List<Node> bounds = operation.rexpr() instanceof PgList list ? list.items() : List.of();
        if (bounds.size() != 2) {
            return;
        }
        boolean not = operation.kind() == A_Expr_Kind.AEXPR_NOT_BETWEEN
                || operation.kind() == A_Expr_Kind.AEXPR_NOT_BETWEEN_SYM;
        Node low = bounds.get(0);
        Node high = bounds.get(1);
        Found found =
                resolve(List.of(not ? "<" : ">="), value, type, low, expressions.of(low, scope), operation.location());
        analysis.comparisons.put(operation, found);
        resolve(List.of(not ? ">" : "<="), value, type, high, expressions.of(high, scope), operation.location());
    }
}
