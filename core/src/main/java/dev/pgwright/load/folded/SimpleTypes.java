package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BooleanTest;
import dev.pgwright.sql.tree.CaseExpr;
import dev.pgwright.sql.tree.CaseWhen;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.CollateClause;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.MinMaxExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types of expressions, as far as they are plain to see. */
final class SimpleTypes {
    private static final Set<String> COMPARISONS = Set.of(
            "=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "@>", "<@", "&&",
            "?", "?|", "?&", "@@");

    private final Folding folding;

    SimpleTypes(Folding folding) {
        this.folding = folding;
    }

    /** Null when it is not known. */
    @Nullable TypeRef of(@Nullable Node node, Function<ColumnRef, @Nullable TypeRef> columns) {
        if (node instanceof ColumnRef reference) {
            return columns.apply(reference);
        } else if (node instanceof TypeCast cast && cast.typeName() != null) {
            return folding.types.resolve(cast.typeName());
        } else if (node instanceof A_Const constant) {
            return constant(constant);
        } else if (node instanceof BoolExpr || node instanceof NullTest || node instanceof BooleanTest) {
            return TypeRef.builtin("bool");
        } else if (node instanceof CollateClause collate) {
            return of(collate.arg(), columns);
        } else if (node instanceof SubLink link) {
            return link.subLinkType() == SubLinkType.EXISTS_SUBLINK || link.subLinkType() == SubLinkType.ANY_SUBLINK
                    ? TypeRef.builtin("bool")
                    : null;
        } else if (node instanceof CoalesceExpr coalesce) {
            return common(coalesce.args(), columns);
        } else if (node instanceof MinMaxExpr extreme) {
            return common(extreme.args(), columns);
        } else if (node instanceof CaseExpr choice) {
            List<Node> results = new ArrayList<>();
            choice.args().forEach(one -> {
                if (one instanceof CaseWhen when && when.result() != null) {
                    results.add(when.result());
                }
            });
            if (choice.defresult() != null) {
                results.add(choice.defresult());
            }
            return common(results, columns);
        } else if (node instanceof A_ArrayExpr array) {
            TypeRef element = common(array.elements(), columns);
            return element == null ? null : element.withModifier("").asArray();
        } else if (node instanceof SQLValueFunction function) {
            return valueFunction(function);
        } else if (node instanceof FuncCall call) {
            return function(call, columns);
        } else if (node instanceof A_Expr operation) {
            return operation(operation, columns);
        }
        return null;
    }

    static @Nullable TypeRef constant(A_Const constant) {
        if (constant.isnull()) {
            return null;
        } else if (constant.ival() != null) {
            return TypeRef.builtin("int4");
        } else if (constant.fval() != null) {
            return TypeRef.builtin(isBigInteger(Scope.text(constant.fval().fval())) ? "int8" : "numeric");
        } else if (constant.boolval() != null) {
            return TypeRef.builtin("bool");
        } else if (constant.sval() != null) {
            return TypeRef.builtin("text");
        }
        return TypeRef.builtin("bit");
    }

    static boolean isBigInteger(String number) {
        try {
            Long.parseLong(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private @Nullable TypeRef common(List<Node> nodes, Function<ColumnRef, @Nullable TypeRef> columns) {
        TypeRef common = null;
        for (Node node : nodes) {
            if (node instanceof A_Const constant && (constant.isnull() || constant.sval() != null)) {
                continue;
            }
            TypeRef type = of(node, columns);
            if (type == null || (common != null && !common.withModifier("").equals(type.withModifier("")))) {
                return null;
            }
            common = common != null && !common.equals(type) ? type.withModifier("") : type;
        }
        return common == null && nodes.stream().anyMatch(node -> node instanceof A_Const one && one.sval() != null)
                ? TypeRef.builtin("text")
                : common;
    }

    /** Null for what has a precision. */
    static @Nullable TypeRef valueFunction(SQLValueFunction function) {
        return switch (function.op()) {
            case SVFOP_CURRENT_DATE -> TypeRef.builtin("date");
            case SVFOP_CURRENT_TIME -> TypeRef.builtin("timetz");
            case SVFOP_CURRENT_TIMESTAMP -> TypeRef.builtin("timestamptz");
            case SVFOP_LOCALTIME -> TypeRef.builtin("time");
            case SVFOP_LOCALTIMESTAMP -> TypeRef.builtin("timestamp");
            case SVFOP_CURRENT_TIME_N, SVFOP_CURRENT_TIMESTAMP_N, SVFOP_LOCALTIME_N, SVFOP_LOCALTIMESTAMP_N -> null;
            default -> TypeRef.builtin("name");
        };
    }

    private @Nullable TypeRef function(FuncCall call, Function<ColumnRef, @Nullable TypeRef> columns) {
        Map<Node, Target> bound = new IdentityHashMap<>();
        folding.binder.bindOther(call, bound);
        Target own = bound.get(call);
        if (own != null && folding.store.get(own.object()) instanceof RoutineEntry routine) {
            return routine.returns;
        }
        String name = Scope.nameOf(Nodes.names(call.funcname()));
        String fixed = BuiltinFunctions.result(name);
        if (fixed != null) {
            return TypeRef.builtin(fixed);
        }
        TypeRef argument = call.args().isEmpty() ? null : of(call.args().get(0), columns);
        if (argument == null || argument.object() != 0 || argument.array()) {
            return null;
        }
        return switch (name) {
            case "min", "max" ->
                argument.name().equals("varchar") ? TypeRef.builtin("text") : argument.withModifier("");
            case "sum" -> TypeRef.builtin(sum(argument.name()));
            case "avg" -> TypeRef.builtin(argument.name().startsWith("float") ? "float8" : "numeric");
            case "array_agg" -> argument.withModifier("").asArray();
            default -> null;
        };
    }

    private static String sum(String argument) {
        return switch (argument) {
            case "int2", "int4" -> "int8";
            case "int8", "numeric" -> "numeric";
            default -> argument;
        };
    }

    private @Nullable TypeRef operation(A_Expr operation, Function<ColumnRef, @Nullable TypeRef> columns) {
        switch (operation.kind()) {
            case AEXPR_OP -> {
                String operator = Scope.nameOf(Nodes.names(operation.name()));
                if (COMPARISONS.contains(operator)) {
                    return TypeRef.builtin("bool");
                }
                if (operator.equals("->>") || operator.equals("#>>")) {
                    return TypeRef.builtin("text");
                }
                TypeRef right = of(operation.rexpr(), columns);
                TypeRef left = operation.lexpr() == null ? right : of(operation.lexpr(), columns);
                if (operator.equals("||") && left != null && right != null && isText(left) && isText(right)) {
                    return TypeRef.builtin("text");
                }
                boolean same = left != null
                        && right != null
                        && left.withModifier("").equals(right.withModifier(""))
                        && Set.of("int2", "int4", "int8", "numeric", "float4", "float8")
                                .contains(left.name());
                return left != null && same ? left.withModifier("") : null;
            }
            case AEXPR_NULLIF -> {
                return of(operation.lexpr(), columns);
            }
            default -> {
                return TypeRef.builtin("bool");
            }
        }
    }

    private static boolean isText(TypeRef type) {
        return type.is("text") || type.is("varchar");
    }
}
