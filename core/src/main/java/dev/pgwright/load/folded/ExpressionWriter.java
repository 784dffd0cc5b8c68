package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.Typed.Shape;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_ArrayExpr;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.BooleanTest;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.CoercionForm;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.SQLValueFunctionOp;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an expression as {@code pg_get_expr} does, or says that it is not sure how that would be. */
final class ExpressionWriter {
    private static final int DEEPEST = 200;

    /** How the server writes these was not looked up. */
    private static final Set<SQLValueFunctionOp> UNSURE =
            Set.of(SQLValueFunctionOp.SVFOP_CURRENT_CATALOG, SQLValueFunctionOp.SVFOP_CURRENT_SCHEMA);

    private final Store store;
    private final Coercions coercions;
    private final @Nullable RelationEntry relation;
    private final @Nullable TypeRef value;
    private final Map<Node, Target> bound;
    private final OperatorWriter operators;
    private int depth;

    /**
     * @param relation whose columns the expression names
     * @param value the type that VALUE has in a domain's check
     */
    ExpressionWriter(Store store, Expression expression, @Nullable RelationEntry relation, @Nullable TypeRef value) {
        this.store = store;
        this.coercions = new Coercions(store);
        this.bound = expression.bound();
        this.relation = relation;
        this.value = value;
        this.operators = new OperatorWriter(coercions, this::write);
    }

    /** A default, which is cast to the column's type without showing it. */
    String ofDefault(Node tree, TypeRef type) {
        Typed written = write(tree);
        return written.isLiteral()
                ? coercions.literal(written, store.baseOf(type)).text()
                : written.text();
    }

    /** A condition, index key or generated column. */
    String of(Node tree) {
        Typed written = write(tree);
        return written.isLiteral()
                ? coercions.literal(written, TypeRef.builtin("text")).text()
                : written.text();
    }

    private Typed write(@Nullable Node node) {
        if (++depth > DEEPEST) {
            throw new Unsure();
        }
        Typed written = written(node);
        depth--;
        return written;
    }

    private Typed written(@Nullable Node node) {
        if (node instanceof ColumnRef reference) {
            return column(reference);
        } else if (node instanceof A_Const constant) {
            return constant(constant);
        } else if (node instanceof TypeCast cast) {
            return cast(cast);
        } else if (node instanceof BoolExpr expression) {
            return logic(expression);
        } else if (node instanceof NullTest test) {
            String words = test.nulltesttype() == NullTestType.IS_NULL ? " IS NULL" : " IS NOT NULL";
            return Typed.of(write(test.arg()).inOther() + words, TypeRef.builtin("bool"), Shape.TEST);
        } else if (node instanceof BooleanTest test) {
            String words = test.booltesttype().name().replace('_', ' ');
            return Typed.of(write(test.arg()).inOther() + " " + words, TypeRef.builtin("bool"), Shape.TEST);
        } else if (node instanceof A_Expr operation) {
            return operators.write(operation);
        } else if (node instanceof FuncCall call) {
            return call(call);
        } else if (node instanceof SQLValueFunction function) {
            return valueFunction(function);
        } else if (node instanceof CoalesceExpr coalesce) {
            return coalesce(coalesce);
        } else if (node instanceof A_ArrayExpr array) {
            return array(array.elements(), null);
        }
        throw new Unsure();
    }

    private Typed column(ColumnRef reference) {
        Target target = bound.get(reference);
        ColumnEntry column =
                target == null || relation == null || target.object() != 0 ? null : relation.column(target.column());
        if (column != null) {
            return Typed.simple(Identifiers.quoteIdentifier(column.name), column.type);
        }
        if (value != null && Nodes.names(reference.fields()).equals(List.of("value"))) {
            return Typed.simple("VALUE", value);
        }
        throw new Unsure();
    }

    private static Typed constant(A_Const constant) {
        if (constant.isnull()) {
            return Typed.nothing();
        }
        if (constant.sval() != null) {
            return Typed.simple(Scope.text(constant.sval().sval()), null);
        }
        if (constant.ival() != null) {
            int number = constant.ival().ival();
            return Typed.simple(
                    number < 0 ? "'" + number + "'::integer" : Integer.toString(number), TypeRef.builtin("int4"));
        }
        if (constant.boolval() != null) {
            return Typed.simple(constant.boolval().boolval() ? "true" : "false", TypeRef.builtin("bool"));
        }
        if (constant.fval() != null) {
            String number = Scope.text(constant.fval().fval());
            if (SimpleTypes.isBigInteger(number)) {
                return Typed.simple("'" + number + "'::bigint", TypeRef.builtin("int8"));
            }
            if (number.matches("\\d+\\.\\d+")) {
                return Typed.simple(number, TypeRef.builtin("numeric"));
            }
            if (number.matches("-\\d+(\\.\\d+)?|\\d+")) {
                return Typed.simple("'" + number + "'::numeric", TypeRef.builtin("numeric"));
            }
        }
        throw new Unsure();
    }

    private TypeRef type(TypeName name) {
        Target target = bound.get(name);
        List<String> parts = Nodes.names(name.names());
        boolean array = !name.arrayBounds().isEmpty();
        if (target != null) {
            TypeRef made = TypeRef.made(target.object(), Scope.nameOf(parts));
            return array ? made.asArray() : made;
        }
        String builtin = Scope.nameOf(parts);
        if (!BuiltinTypes.exists(builtin)) {
            throw new Unsure();
        }
        TypeRef type = TypeRef.builtin(builtin, Types.modifier(builtin, name.typmods()));
        return array ? type.asArray() : type;
    }

    private Typed cast(TypeCast cast) {
        if (cast.typeName() == null) {
            throw new Unsure();
        }
        TypeRef type = type(cast.typeName());
        if (cast.arg() instanceof A_ArrayExpr array && type.array()) {
            return array(array.elements(), type.element());
        }
        Typed inner = write(cast.arg());
        if (inner.isLiteral() && type.is("regclass") && cast.arg() != null) {
            return relationLiteral(cast.arg(), inner.text());
        }
        if (inner.isLiteral()) {
            // a domain's literals are those of its base type with a cast
            TypeRef base = store.baseOf(type);
            Typed literal = coercions.literal(inner, base);
            if (!base.equals(type)) {
                return Typed.simple(literal.text() + "::" + store.text(type), type);
            }
            return type.modifier().isEmpty()
                    ? literal
                    : Typed.simple(Identifiers.quoteLiteral(inner.text()) + "::" + store.text(type), type);
        }
        if (inner.type() != null && inner.type().equals(type)) {
            return inner;
        }
        return Typed.simple(inner.inOther() + "::" + store.text(type), type);
    }

    private Typed relationLiteral(Node literal, String text) {
        Target target = bound.get(literal);
        Entry found = target == null ? null : store.get(target.object());
        String shown = found == null ? text : Scope.sql(found.name);
        return Typed.simple(Identifiers.quoteLiteral(shown) + "::regclass", TypeRef.builtin("regclass"));
    }

    private Typed logic(BoolExpr expression) {
        TypeRef bool = TypeRef.builtin("bool");
        if (expression.boolop() == BoolExprType.NOT_EXPR) {
            Typed inner = asBoolean(write(expression.args().get(0)));
            return Typed.of("NOT " + inner.inBoolean(Shape.NOT), bool, Shape.NOT);
        }
        Shape shape = expression.boolop() == BoolExprType.AND_EXPR ? Shape.AND : Shape.OR;
        String text = expression.args().stream()
                .map(argument -> asBoolean(write(argument)).inBoolean(shape))
                .collect(Collectors.joining(" " + shape.name() + " "));
        return Typed.of(text, bool, shape);
    }

    private Typed asBoolean(Typed written) {
        return written.isLiteral() ? coercions.literal(written, TypeRef.builtin("bool")) : written;
    }

    private Typed call(FuncCall call) {
        boolean plain = call.aggOrder().isEmpty()
                && call.aggFilter() == null
                && call.over() == null
                && !call.aggStar()
                && !call.funcVariadic()
                && call.funcformat() == CoercionForm.COERCE_EXPLICIT_CALL;
        String name = Scope.nameOf(Nodes.names(call.funcname()));
        Target target = bound.get(call);
        if (!plain) {
            throw new Unsure();
        }
        if (target != null && store.get(target.object()) instanceof RoutineEntry routine) {
            return userCall(call, routine);
        }
        String schema = Scope.schemaOf(Nodes.names(call.funcname()));
        BuiltinFunctions.Signature signature = BuiltinFunctions.signature(name);
        if (signature == null || (schema != null && !schema.equals(Scope.SYSTEM))) {
            throw new Unsure();
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.args().size(); i++) {
            if (signature.arguments().isEmpty()) {
                throw new Unsure();
            }
            TypeRef wanted = TypeRef.builtin(
                    signature.arguments().get(Math.min(i, signature.arguments().size() - 1)));
            arguments.add(argument(call.args().get(i), wanted));
        }
        return Typed.simple(
                Identifiers.quoteIdentifier(name) + "(" + String.join(", ", arguments) + ")",
                TypeRef.builtin(signature.result()));
    }

    private String argument(Node node, TypeRef wanted) {
        Typed written = write(node);
        if (written.isLiteral() && wanted.is("regclass")) {
            return relationLiteral(node, written.text()).text();
        }
        TypeRef type = written.type();
        boolean fits =
                type == null || type.withModifier("").equals(wanted) || (wanted.is("text") && type.is("varchar"));
        if (!fits) {
            throw new Unsure();
        }
        return coercions.to(written, wanted).text();
    }

    private Typed userCall(FuncCall call, RoutineEntry routine) {
        List<TypeRef> wanted = routine.inputTypes();
        if (routine.returns == null || call.args().size() != wanted.size()) {
            throw new Unsure();
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            arguments.add(argument(call.args().get(i), wanted.get(i)));
        }
        return Typed.simple(Scope.sql(routine.name) + "(" + String.join(", ", arguments) + ")", routine.returns);
    }

    private static Typed valueFunction(SQLValueFunction function) {
        TypeRef type = SimpleTypes.valueFunction(function);
        if (type == null || UNSURE.contains(function.op())) {
            throw new Unsure();
        }
        String name = function.op().name().substring("SVFOP_".length());
        return Typed.simple(name.toUpperCase(Locale.ROOT), type);
    }

    private Typed coalesce(CoalesceExpr coalesce) {
        List<Typed> arguments = coalesce.args().stream().map(this::write).toList();
        TypeRef common = coercions.common(arguments);
        String text = arguments.stream()
                .map(argument -> coercions.to(argument, common).text())
                .collect(Collectors.joining(", "));
        return Typed.simple("COALESCE(" + text + ")", common);
    }

    private Typed array(List<Node> nodes, @Nullable TypeRef wanted) {
        List<Typed> elements = nodes.stream().map(this::write).toList();
        if (elements.isEmpty()) {
            if (wanted == null) {
                throw new Unsure();
            }
            return Typed.simple("ARRAY[]::" + store.text(wanted.withModifier("").asArray()), wanted.asArray());
        }
        TypeRef element = wanted == null ? coercions.common(elements) : wanted;
        String text =
                elements.stream().map(one -> coercions.to(one, element).text()).collect(Collectors.joining(", "));
        return Typed.simple("ARRAY[" + text + "]", element.withModifier("").asArray());
    }
}
