package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Typed.Shape;
import dev.pgwright.sql.ArrayCasts;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes operators with their operands, the casts that PostgreSQL adds and its parentheses. */
final class OperatorWriter {
    private final Coercions coercions;
    private final Function<@Nullable Node, Typed> operands;

    /** @param operands writes an operand */
    OperatorWriter(Coercions coercions, Function<@Nullable Node, Typed> operands) {
        this.coercions = coercions;
        this.operands = operands;
    }

    private Typed operand(@Nullable Node node) {
        return operands.apply(node);
    }

    Typed write(A_Expr operation) {
        switch (operation.kind()) {
            case AEXPR_OP, AEXPR_LIKE, AEXPR_ILIKE -> {
                List<String> parts = Nodes.names(operation.name());
                String operator = Scope.nameOf(parts).equals("!=") ? "<>" : Scope.nameOf(parts);
                if (operation.lexpr() == null) {
                    throw new Unsure();
                }
                return binary(operator, operand(operation.lexpr()), operand(operation.rexpr()));
            }
            case AEXPR_IN -> {
                return in(operation);
            }
            case AEXPR_OP_ANY, AEXPR_OP_ALL -> {
                return any(operation);
            }
            case AEXPR_BETWEEN, AEXPR_NOT_BETWEEN -> {
                return between(operation);
            }
            case AEXPR_DISTINCT, AEXPR_NOT_DISTINCT -> {
                Coercions.Operands operands =
                        coercions.operands("=", operand(operation.lexpr()), operand(operation.rexpr()));
                String text = operands.left().inOther() + " IS DISTINCT FROM "
                        + operands.right().inOther();
                boolean negated = operation.kind() == A_Expr_Kind.AEXPR_NOT_DISTINCT;
                return negated
                        ? Typed.of("NOT " + text, TypeRef.builtin("bool"), Shape.NOT)
                        : Typed.of(text, TypeRef.builtin("bool"), Shape.TEST);
            }
            default -> throw new Unsure();
        }
    }

    private Typed binary(String operator, Typed left, Typed right) {
        Coercions.Operands operands = coercions.operands(operator, left, right);
        return Typed.operation(
                operands.left().inOperator(operator, true) + " " + operator + " "
                        + operands.right().inOperator(operator, false),
                operands.result(),
                operator);
    }

    private Typed in(A_Expr operation) {
        if (!(operation.rexpr() instanceof PgList list)) {
            throw new Unsure();
        }
        boolean negated = Scope.nameOf(Nodes.names(operation.name())).equals("<>");
        Typed left = operand(operation.lexpr());
        List<Typed> elements = list.items().stream().map(this::operand).toList();
        if (elements.size() == 1) {
            return binary(negated ? "<>" : "=", left, elements.get(0));
        }
        List<Typed> all = new ArrayList<>(elements);
        all.add(0, left);
        TypeRef common = coercions.common(all);
        String items = elements.stream()
                .map(element -> coercions.to(element, common).text())
                .collect(Collectors.joining(", "));
        return arrayOperation(left, negated ? "<>" : "=", negated ? "ALL" : "ANY", "ARRAY[" + items + "]", common);
    }

    private Typed arrayOperation(Typed left, String operator, String quantifier, String array, TypeRef element) {
        boolean varying = element.is("varchar");
        TypeRef taken = varying ? TypeRef.builtin("text") : element;
        String text = coercions.to(left, taken).inOther() + " " + operator + " " + quantifier + " ("
                + ArrayCasts.atElements(array + (varying ? "::text[]" : "")) + ")";
        return Typed.of(text, TypeRef.builtin("bool"), Shape.ARRAY_OPERATOR);
    }

    private Typed any(A_Expr operation) {
        Typed left = operand(operation.lexpr());
        Typed right = operand(operation.rexpr());
        if (right.type() == null || !right.type().array() || left.type() == null) {
            throw new Unsure();
        }
        TypeRef element = right.type().element().withModifier("");
        boolean same = left.type().withModifier("").equals(element);
        boolean texts = Coercions.isString(left.type()) && Coercions.isString(element);
        if (!same && !texts) {
            throw new Unsure();
        }
        String quantifier = operation.kind() == A_Expr_Kind.AEXPR_OP_ANY ? "ANY" : "ALL";
        String operator = Scope.nameOf(Nodes.names(operation.name()));
        boolean cast = texts && !element.is("text");
        TypeRef taken = texts ? TypeRef.builtin("text") : element;
        return Typed.of(
                coercions.to(left, taken).inOther() + " " + operator + " " + quantifier + " ("
                        + ArrayCasts.atElements(right.inOther() + (cast ? "::text[]" : "")) + ")",
                TypeRef.builtin("bool"),
                Shape.ARRAY_OPERATOR);
    }

    private Typed between(A_Expr operation) {
        if (!(operation.rexpr() instanceof PgList list) || list.items().size() != 2) {
            throw new Unsure();
        }
        boolean negated = operation.kind() == A_Expr_Kind.AEXPR_NOT_BETWEEN;
        Typed subject = operand(operation.lexpr());
        Typed low = binary(negated ? "<" : ">=", subject, operand(list.items().get(0)));
        Typed high = binary(negated ? ">" : "<=", subject, operand(list.items().get(1)));
        Shape shape = negated ? Shape.OR : Shape.AND;
        return Typed.of(
                low.inBoolean(shape) + " " + shape.name() + " " + high.inBoolean(shape),
                TypeRef.builtin("bool"),
                shape);
    }
}
