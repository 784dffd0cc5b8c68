package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.A_Indirection;
import dev.pgwright.sql.tree.CaseExpr;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.CollateClause;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.GroupingFunc;
import dev.pgwright.sql.tree.JsonArrayAgg;
import dev.pgwright.sql.tree.JsonArrayConstructor;
import dev.pgwright.sql.tree.JsonArrayQueryConstructor;
import dev.pgwright.sql.tree.JsonFuncExpr;
import dev.pgwright.sql.tree.JsonObjectAgg;
import dev.pgwright.sql.tree.JsonObjectConstructor;
import dev.pgwright.sql.tree.JsonParseExpr;
import dev.pgwright.sql.tree.JsonScalarExpr;
import dev.pgwright.sql.tree.JsonSerializeExpr;
import dev.pgwright.sql.tree.MinMaxExpr;
import dev.pgwright.sql.tree.MinMaxOp;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.XmlExpr;
import dev.pgwright.sql.tree.XmlSerialize;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names that columns of a result get (FigureColnameInternal of PostgreSQL 18's parse_target.c). */
final class ColumnNames {
    /** How certain a name is. */
    private static final int STRONG = 2;

    private static final int WEAK = 1;

    private record Named(@Nullable String name, int strength) {
        static final Named NONE = new Named(null, 0);
    }

    private ColumnNames() {}

    /** The name, {@code ?column?} for what has none. */
    static String of(Node expression) {
        String name = figure(expression);
        return name == null ? "?column?" : name;
    }

    /** Null for what has no name. */
    static @Nullable String figure(Node expression) {
        return named(expression).name();
    }

    private static Named named(@Nullable Node node) {
        if (node instanceof ColumnRef reference) {
            return last(Nodes.names(reference.fields()));
        } else if (node instanceof A_Indirection indirection) {
            Named last = last(Nodes.names(indirection.indirection()));
            return last.strength() > 0 ? last : named(indirection.arg());
        } else if (node instanceof FuncCall call) {
            return last(Nodes.names(call.funcname()));
        } else if (node instanceof A_Expr operation) {
            return operation.kind() == A_Expr_Kind.AEXPR_NULLIF ? new Named("nullif", STRONG) : Named.NONE;
        } else if (node instanceof TypeCast cast) {
            Named inner = named(cast.arg());
            if (inner.strength() <= WEAK && cast.typeName() != null) {
                List<String> type = Nodes.names(cast.typeName().names());
                return type.isEmpty() ? inner : new Named(Scope.nameOf(type), WEAK);
            }
            return inner;
        } else if (node instanceof CollateClause collate) {
            return named(collate.arg());
        } else if (node instanceof CaseExpr choice) {
            Named otherwise = named(choice.defresult());
            return otherwise.strength() <= WEAK ? new Named("case", WEAK) : otherwise;
        } else if (node instanceof SubLink query) {
            return subquery(query);
        } else if (node instanceof MinMaxExpr extreme) {
            return new Named(extreme.op() == MinMaxOp.IS_GREATEST ? "greatest" : "least", STRONG);
        } else if (node instanceof SQLValueFunction function) {
            return new Named(valueFunction(function), STRONG);
        }
        String fixed = fixed(node);
        return fixed == null ? Named.NONE : new Named(fixed, STRONG);
    }

    private static Named last(List<String> names) {
        return names.isEmpty() ? Named.NONE : new Named(Scope.nameOf(names), STRONG);
    }

    private static Named subquery(SubLink link) {
        switch (link.subLinkType()) {
            case EXISTS_SUBLINK:
                return new Named("exists", STRONG);
            case ARRAY_SUBLINK:
                return new Named("array", STRONG);
            case EXPR_SUBLINK:
                if (link.subselect() instanceof SelectStmt select
                        && !select.targetList().isEmpty()
                        && select.targetList().get(0) instanceof ResTarget target) {
                    return target.name() == null ? named(target.val()) : new Named(target.name(), STRONG);
                }
                return Named.NONE;
            default:
                return Named.NONE;
        }
    }

    private static String valueFunction(SQLValueFunction function) {
        String name = function.op().name().substring("SVFOP_".length()).toLowerCase(Locale.ROOT);
        return name.endsWith("_n") ? name.substring(0, name.length() - 2) : name;
    }

    private static @Nullable String fixed(@Nullable Node node) {
        if (node instanceof A_ArrayExpr) {
            return "array";
        } else if (node instanceof RowExpr) {
            return "row";
        } else if (node instanceof CoalesceExpr) {
            return "coalesce";
        } else if (node instanceof GroupingFunc) {
            return "grouping";
        } else if (node instanceof XmlSerialize) {
            return "xmlserialize";
        } else if (node instanceof XmlExpr xml) {
            return switch (xml.op()) {
                case IS_XMLCONCAT -> "xmlconcat";
                case IS_XMLELEMENT -> "xmlelement";
                case IS_XMLFOREST -> "xmlforest";
                case IS_XMLPARSE -> "xmlparse";
                case IS_XMLPI -> "xmlpi";
                case IS_XMLROOT -> "xmlroot";
                default -> null;
            };
        }
        return jsonName(node);
    }

    private static @Nullable String jsonName(@Nullable Node node) {
        if (node instanceof JsonParseExpr) {
            return "json";
        } else if (node instanceof JsonScalarExpr) {
            return "json_scalar";
        } else if (node instanceof JsonSerializeExpr) {
            return "json_serialize";
        } else if (node instanceof JsonObjectConstructor) {
            return "json_object";
        } else if (node instanceof JsonArrayConstructor || node instanceof JsonArrayQueryConstructor) {
            return "json_array";
        } else if (node instanceof JsonObjectAgg) {
            return "json_objectagg";
        } else if (node instanceof JsonArrayAgg) {
            return "json_arrayagg";
        } else if (node instanceof JsonFuncExpr function) {
            return switch (function.op()) {
                case JSON_EXISTS_OP -> "json_exists";
                case JSON_QUERY_OP -> "json_query";
                case JSON_VALUE_OP -> "json_value";
                case JSON_TABLE_OP -> null;
            };
        }
        return null;
    }
}
