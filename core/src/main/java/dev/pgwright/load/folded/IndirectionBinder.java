package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.A_Indices;
import dev.pgwright.sql.tree.A_Indirection;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is picked out of a value: elements of arrays and documents, fields of rows (transformIndirection of parse_expr.c). */
final class IndirectionBinder {
    private final Analysis analysis;
    private final TypeRules rules;
    private final ExpressionBinder expressions;

    IndirectionBinder(Analysis analysis, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.rules = analysis.rules;
        this.expressions = expressions;
    }

    /** The type of what is picked. */
    @Nullable TypeRef of(A_Indirection indirection, QueryScope scope) {
        TypeRef type = expressions.of(indirection.arg(), scope);
        List<Node> steps = indirection.indirection();
        for (int i = 0; i < steps.size(); i++) {
            Node step = steps.get(i);
            if (step instanceof A_Indices first) {
                boolean slice = false;
                int last = i;
                while (last < steps.size() && steps.get(last) instanceof A_Indices indices) {
                    slice |= indices.isSlice();
                    subscript(indices.lidx(), type, scope);
                    subscript(indices.uidx(), type, scope);
                    last++;
                }
                i = last - 1;
                type = subscripted(type, slice, first);
            } else if (step instanceof PgString field && type != null && type.is("record")) {
                type = output(indirection.arg(), Scope.text(field.sval()));
            } else if (step instanceof PgString field && type != null) {
                type = field(type, Scope.text(field.sval()), Analysis.location(indirection));
            }
            // a star leaves the value as it is: its fields are given
        }
        return type;
    }

    /** The OUT parameter of a function that gives a record. */
    private @Nullable TypeRef output(@Nullable Node call, String name) {
        Signature signature = call == null ? null : analysis.functions.get(call);
        if (signature == null) {
            return null;
        }
        return signature.outputs().stream()
                .filter(output ->
                        output.name().equals(name) && output.type().known() && !TypeRules.isPolymorphic(output.type()))
                .map(Signature.Argument::type)
                .findFirst()
                .orElse(null);
    }

    private void subscript(@Nullable Node index, @Nullable TypeRef of, QueryScope scope) {
        TypeRef type = expressions.of(index, scope);
        if (index != null && Analysis.isUntyped(type)) {
            expressions.give(index, of != null && of.is("jsonb") ? TypeRules.TEXT : TypeRef.builtin("int4"));
        }
    }

    private @Nullable TypeRef subscripted(@Nullable TypeRef type, boolean slice, Node at) {
        if (type == null || !rules.isKnown(type)) {
            return null;
        }
        if (rules.base(type).is("jsonb") && analysis.folding.version >= 14) {
            return TypeRef.builtin("jsonb");
        }
        TypeRef element = rules.element(type);
        if (element == null && rules.base(type).is("point")) {
            return TypeRef.builtin("float8");
        }
        if (element == null && !analysis.folding.unknowns.mayHaveOthers()) {
            BuiltinCatalog.Type builtin = rules.base(type).object() == 0
                    ? rules.catalog().named(rules.base(type).name())
                    : null;
            if (builtin == null || builtin.element() == null) {
                analysis.fault(
                        "42804",
                        "cannot subscript type " + analysis.shown(type) + " because it does not support subscripting",
                        "",
                        Analysis.location(at));
            }
            return null;
        }
        return slice ? rules.base(type) : element;
    }

    private @Nullable TypeRef field(TypeRef type, String name, int location) {
        TypeRef base = rules.base(type);
        if (base.array() || !(analysis.folding.store.get(base.object()) instanceof RelationEntry relation)) {
            return null;
        }
        ColumnEntry column = relation.column(name);
        if (column == null) {
            analysis.fault(
                    "42703", "column \"" + name + "\" not found in data type " + analysis.shown(base), name, location);
            return null;
        }
        analysis.bound.put(new PgString(name), new Expression.Target(relation.oid, column.number));
        return column.type.known() ? column.type : null;
    }
}
