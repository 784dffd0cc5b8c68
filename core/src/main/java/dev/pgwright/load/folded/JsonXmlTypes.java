package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.JsonArrayAgg;
import dev.pgwright.sql.tree.JsonArrayConstructor;
import dev.pgwright.sql.tree.JsonArrayQueryConstructor;
import dev.pgwright.sql.tree.JsonExprOp;
import dev.pgwright.sql.tree.JsonFuncExpr;
import dev.pgwright.sql.tree.JsonIsPredicate;
import dev.pgwright.sql.tree.JsonObjectAgg;
import dev.pgwright.sql.tree.JsonObjectConstructor;
import dev.pgwright.sql.tree.JsonOutput;
import dev.pgwright.sql.tree.JsonParseExpr;
import dev.pgwright.sql.tree.JsonScalarExpr;
import dev.pgwright.sql.tree.JsonSerializeExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.XmlExpr;
import dev.pgwright.sql.tree.XmlExprOp;
import dev.pgwright.sql.tree.XmlSerialize;
import org.jspecify.annotations.Nullable;

/** The types of SQL/JSON and SQL/XML expressions. */
final class JsonXmlTypes {
    private final Analysis analysis;
    private final ExpressionBinder expressions;

    JsonXmlTypes(Analysis analysis, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.expressions = expressions;
    }

    boolean isOne(Node node) {
        return node instanceof XmlExpr
                || node instanceof XmlSerialize
                || node instanceof JsonIsPredicate
                || node instanceof JsonFuncExpr
                || node instanceof JsonObjectConstructor
                || node instanceof JsonArrayConstructor
                || node instanceof JsonArrayQueryConstructor
                || node instanceof JsonObjectAgg
                || node instanceof JsonArrayAgg
                || node instanceof JsonParseExpr
                || node instanceof JsonScalarExpr
                || node instanceof JsonSerializeExpr;
    }

    /** Null for what is no such expression too. */
    @Nullable TypeRef of(Node node, QueryScope scope) {
        if (!isOne(node)) {
            return null;
        }
        node.forEachChild(child -> expressions.of(child, scope));
        if (node instanceof XmlExpr xml) {
            return xml.op() == XmlExprOp.IS_DOCUMENT ? TypeRules.BOOL : TypeRef.builtin("xml");
        } else if (node instanceof XmlSerialize serialize) {
            return serialize.typeName() == null ? null : expressions.type(serialize.typeName());
        } else if (node instanceof JsonIsPredicate) {
            return TypeRules.BOOL;
        } else if (node instanceof JsonFuncExpr function) {
            return function.op() == JsonExprOp.JSON_EXISTS_OP
                    ? TypeRules.BOOL
                    : output(function.output(), function.op() == JsonExprOp.JSON_VALUE_OP ? "text" : "jsonb");
        } else if (node instanceof JsonObjectConstructor object) {
            return output(object.output(), "json");
        } else if (node instanceof JsonArrayConstructor array) {
            return output(array.output(), "json");
        } else if (node instanceof JsonArrayQueryConstructor array) {
            return output(array.output(), "json");
        } else if (node instanceof JsonSerializeExpr serialize) {
            return output(serialize.output(), "text");
        } else if (node instanceof JsonObjectAgg aggregate) {
            aggregate(node, scope);
            return aggregate.constructor() == null
                    ? null
                    : output(aggregate.constructor().output(), "json");
        } else if (node instanceof JsonArrayAgg aggregate) {
            aggregate(node, scope);
            return aggregate.constructor() == null
                    ? null
                    : output(aggregate.constructor().output(), "json");
        }
        return TypeRef.builtin("json");
    }

    private void aggregate(Node node, QueryScope scope) {
        scope.aggregated = true;
        analysis.aggregates.put(node, scope);
    }

    private @Nullable TypeRef output(@Nullable JsonOutput output, String otherwise) {
        return output == null || output.typeName() == null
                ? TypeRef.builtin(otherwise)
                : expressions.type(output.typeName());
    }
}
