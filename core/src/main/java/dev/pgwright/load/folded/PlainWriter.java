package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Indirection;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.BooleanTest;
import dev.pgwright.sql.tree.CaseExpr;
import dev.pgwright.sql.tree.CaseWhen;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.CollateClause;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.MinMaxExpr;
import dev.pgwright.sql.tree.MinMaxOp;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an expression as it was written, with full parentheses and the names that things have now. */
final class PlainWriter {
    private final @Nullable Store store;
    private final @Nullable RelationEntry relation;
    private final Map<Node, Target> bound;

    PlainWriter(@Nullable Store store, @Nullable RelationEntry relation, Map<Node, Target> bound) {
        this.store = store;
        this.relation = relation;
        this.bound = bound;
    }

    String write(@Nullable Node node) {
        if (node instanceof ColumnRef reference) {
            return column(reference);
        } else if (node instanceof A_Const constant) {
            return constant(constant);
        } else if (node instanceof TypeCast cast) {
            return write(cast.arg()) + "::" + type(cast.typeName());
        } else if (node instanceof BoolExpr expression) {
            return logic(expression);
        } else if (node instanceof NullTest test) {
            return "(" + write(test.arg())
                    + (test.nulltesttype() == NullTestType.IS_NULL ? " IS NULL)" : " IS NOT NULL)");
        } else if (node instanceof BooleanTest test) {
            return "(" + write(test.arg()) + " " + test.booltesttype().name().replace('_', ' ') + ")";
        } else if (node instanceof A_Expr operation) {
            return operation(operation);
        } else if (node instanceof FuncCall call) {
            return call(call);
        } else if (node instanceof CoalesceExpr coalesce) {
            return "COALESCE(" + list(coalesce.args()) + ")";
        } else if (node instanceof MinMaxExpr extreme) {
            return (extreme.op() == MinMaxOp.IS_GREATEST ? "GREATEST(" : "LEAST(") + list(extreme.args()) + ")";
        } else if (node instanceof A_ArrayExpr array) {
            return "ARRAY[" + list(array.elements()) + "]";
        } else if (node instanceof CollateClause collate) {
            return "(" + write(collate.arg()) + " COLLATE " + quoted(Nodes.names(collate.collname())) + ")";
        } else if (node instanceof SQLValueFunction function) {
            return function.op().name().substring("SVFOP_".length()).toUpperCase(Locale.ROOT);
        } else if (node instanceof CaseExpr choice) {
            return choice(choice);
        } else if (node instanceof PgList items) {
            return list(items.items());
        } else if (node instanceof A_Indirection indirection) {
            return "(" + write(indirection.arg()) + ")"
                    + Nodes.names(indirection.indirection()).stream()
                            .map(name -> "." + Identifiers.quoteIdentifier(name))
                            .collect(Collectors.joining());
        }
        // of what is rare there is no text: it is told apart by its tree
        return node == null ? "" : Deparser.untyped(node);
    }

    private String list(List<Node> nodes) {
        return nodes.stream().map(this::write).collect(Collectors.joining(", "));
    }

    private static String quoted(List<String> parts) {
        return parts.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining("."));
    }

    private String column(ColumnRef reference) {
        Target target = bound.get(reference);
        if (target != null && target.object() == 0 && relation != null) {
            return Identifiers.quoteIdentifier(relation.columnName(target.column()));
        }
        return quoted(Nodes.names(reference.fields()));
    }

    private String constant(A_Const constant) {
        Target target = bound.get(constant);
        Entry named = target == null || store == null ? null : store.get(target.object());
        if (named != null) {
            return Identifiers.quoteLiteral(Scope.sql(named.name));
        }
        if (constant.isnull()) {
            return "NULL";
        }
        if (constant.sval() != null) {
            return Identifiers.quoteLiteral(Scope.text(constant.sval().sval()));
        }
        if (constant.bsval() != null) {
            return Identifiers.quoteLiteral(Scope.text(constant.bsval().bsval()));
        }
        return Scope.text(Options.text(constant));
    }

    private String type(@Nullable TypeName type) {
        if (type == null) {
            return "";
        }
        Target target = bound.get(type);
        Entry made = target == null || store == null ? null : store.get(target.object());
        List<String> parts = Nodes.names(type.names());
        String modifier = Types.modifier(Scope.nameOf(parts), type.typmods());
        String text = made != null
                ? Scope.sql(made.name) + modifier
                : BuiltinTypes.exists(Scope.nameOf(parts))
                        ? BuiltinTypes.formatted(Scope.nameOf(parts), modifier)
                        : quoted(parts) + modifier;
        return type.arrayBounds().isEmpty() ? text : text + "[]";
    }

    private String logic(BoolExpr expression) {
        if (expression.boolop() == BoolExprType.NOT_EXPR) {
            return "(NOT " + write(expression.args().get(0)) + ")";
        }
        String word = expression.boolop() == BoolExprType.AND_EXPR ? " AND " : " OR ";
        return "(" + expression.args().stream().map(this::write).collect(Collectors.joining(word)) + ")";
    }

    private String operation(A_Expr operation) {
        String left = write(operation.lexpr());
        String right = write(operation.rexpr());
        String operator = Scope.nameOf(Nodes.names(operation.name()));
        return switch (operation.kind()) {
            case AEXPR_IN -> "(" + left + (operator.equals("<>") ? " NOT IN (" : " IN (") + right + "))";
            case AEXPR_OP_ANY -> "(" + left + " " + operator + " ANY (" + right + "))";
            case AEXPR_OP_ALL -> "(" + left + " " + operator + " ALL (" + right + "))";
            case AEXPR_DISTINCT -> "(" + left + " IS DISTINCT FROM " + right + ")";
            case AEXPR_NOT_DISTINCT -> "(" + left + " IS NOT DISTINCT FROM " + right + ")";
            case AEXPR_NULLIF -> "NULLIF(" + left + ", " + right + ")";
            case AEXPR_BETWEEN, AEXPR_NOT_BETWEEN, AEXPR_BETWEEN_SYM, AEXPR_NOT_BETWEEN_SYM ->
                "(" + left + " " + operator + " " + right.replaceFirst(", ", " AND ") + ")";
            default -> "(" + (left.isEmpty() ? "" : left + " ") + operator + " " + right + ")";
        };
    }

    private String call(FuncCall call) {
        Target target = bound.get(call);
        Entry routine = target == null || store == null ? null : store.get(target.object());
        List<String> parts = Nodes.names(call.funcname());
        boolean system = parts.size() > 1 && parts.get(0).equals(Scope.SYSTEM);
        String name = routine != null ? Scope.sql(routine.name) : quoted(system ? parts.subList(1, 2) : parts);
        return name + "(" + (call.aggDistinct() ? "DISTINCT " : "") + (call.aggStar() ? "*" : list(call.args())) + ")";
    }

    private String choice(CaseExpr choice) {
        StringBuilder text = new StringBuilder("CASE");
        if (choice.arg() != null) {
            text.append(' ').append(write(choice.arg()));
        }
        for (Node node : choice.args()) {
            if (node instanceof CaseWhen when) {
                text.append(" WHEN ")
                        .append(write(when.expr()))
                        .append(" THEN ")
                        .append(write(when.result()));
            }
        }
        if (choice.defresult() != null) {
            text.append(" ELSE ").append(write(choice.defresult()));
        }
        return text.append(" END").toString();
    }
}
