package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryScope.Column;
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
import dev.pgwright.sql.tree.CurrentOfExpr;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.GroupingFunc;
import dev.pgwright.sql.tree.MergeSupportFunc;
import dev.pgwright.sql.tree.MinMaxExpr;
import dev.pgwright.sql.tree.MinMaxOp;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetToDefault;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of expressions (parse_expr.c of PostgreSQL 18); null is what is not known. */
final class ExpressionBinder {
    private final Analysis analysis;
    private final TypeRules rules;
    private final NameBinder names;
    private final OperatorBinder operators;
    private final CallBinder calls;
    private final SubLinkBinder subLinks;
    private final IndirectionBinder indirections;
    private final JsonXmlTypes jsonXml;

    ExpressionBinder(Analysis analysis, QueryBinder queries, NameBinder names) {
        this.analysis = analysis;
        this.rules = analysis.rules;
        this.names = names;
        this.operators = new OperatorBinder(analysis, this);
        this.calls = new CallBinder(analysis, this);
        this.subLinks = new SubLinkBinder(analysis, this, operators, queries);
        this.indirections = new IndirectionBinder(analysis, this);
        this.jsonXml = new JsonXmlTypes(analysis, this);
    }

    /** The type of an expression, untyped literals as they are. */
    @Nullable TypeRef of(@Nullable Node node, QueryScope scope) {
        if (node == null) {
            return null;
        }
        TypeRef type = compute(node, scope);
        if (type != null) {
            analysis.types.put(node, type);
        }
        return type;
    }

    void all(List<Node> nodes, QueryScope scope) {
        nodes.forEach(node -> of(node, scope));
    }

    private @Nullable TypeRef compute(Node node, QueryScope scope) {
        if (node instanceof ColumnRef reference) {
            return names.type(reference, scope);
        } else if (node instanceof A_Const constant) {
            return constant.isnull() || constant.sval() != null ? TypeRules.UNKNOWN : SimpleTypes.constant(constant);
        } else if (node instanceof ParamRef parameter) {
            TypeRef given = analysis.parameters.get(parameter.number());
            if (given == null && analysis.deducesParameters) {
                analysis.openParameters.add(parameter);
                return TypeRules.UNKNOWN;
            }
            return given;
        } else if (node instanceof A_Expr operation) {
            return operators.of(operation, scope);
        } else if (node instanceof BoolExpr bool) {
            String word = bool.boolop() == BoolExprType.AND_EXPR
                    ? "AND"
                    : bool.boolop() == BoolExprType.OR_EXPR ? "OR" : "NOT";
            bool.args().forEach(argument -> condition(argument, scope, word));
            return TypeRules.BOOL;
        } else if (node instanceof FuncCall call) {
            return calls.of(call, scope);
        } else if (node instanceof TypeCast cast) {
            return cast(cast, scope);
        } else if (node instanceof dev.pgwright.sql.tree.SubLink link) {
            return subLinks.of(link, scope);
        } else if (node instanceof SelectStmt select) {
            return subLinks.scalar(select, scope);
        } else if (node instanceof NullTest test) {
            of(test.arg(), scope);
            return TypeRules.BOOL;
        } else if (node instanceof BooleanTest test) {
            condition(
                    test.arg(),
                    scope,
                    "IS " + test.booltesttype().name().substring(3).replace('_', ' '));
            return TypeRules.BOOL;
        } else if (node instanceof CaseExpr choice) {
            return choice(choice, scope);
        } else if (node instanceof CoalesceExpr coalesce) {
            return common("COALESCE", coalesce.args(), scope);
        } else if (node instanceof MinMaxExpr extreme) {
            return common(extreme.op() == MinMaxOp.IS_GREATEST ? "GREATEST" : "LEAST", extreme.args(), scope);
        } else if (node instanceof A_ArrayExpr array) {
            return array(array, scope, null);
        } else if (node instanceof A_Indirection indirection) {
            return indirections.of(indirection, scope);
        } else if (node instanceof CollateClause collate) {
            TypeRef type = of(collate.arg(), scope);
            return type != null && TypeRules.isUntyped(type) ? TypeRules.TEXT : type;
        } else if (node instanceof SQLValueFunction function) {
            return valueFunction(function);
        }
        return other(node, scope);
    }

    private @Nullable TypeRef other(Node node, QueryScope scope) {
        if (node instanceof RowExpr row) {
            all(row.args(), scope);
            return TypeRules.RECORD;
        } else if (node instanceof GroupingFunc grouping) {
            all(grouping.args(), scope);
            return TypeRef.builtin("int4");
        } else if (node instanceof MergeSupportFunc) {
            return TypeRules.TEXT;
        } else if (node instanceof CurrentOfExpr) {
            return TypeRules.BOOL;
        } else if (node instanceof SetToDefault) {
            return null;
        }
        TypeRef known = jsonXml.of(node, scope);
        if (known == null && !jsonXml.isOne(node)) {
            analysis.folding.binder.bindOther(node, analysis.bound);
            node.forEachChild(child -> of(child, scope));
        }
        return known;
    }

    // ---- what is expected of an expression

    /** Something that must be a boolean. */
    void condition(@Nullable Node node, QueryScope scope, String what) {
        TypeRef type = of(node, scope);
        if (node == null || type == null || !expect(node, type, TypeRules.BOOL, 'a')) {
            if (node != null && type != null) {
                analysis.fault(
                        "42804",
                        "argument of " + what + " must be type boolean, not type " + analysis.shown(type),
                        "",
                        Analysis.location(node));
            }
        }
    }

    /** Whether the value can have the type; an untyped literal or parameter gets it. */
    boolean expect(Node node, @Nullable TypeRef type, @Nullable TypeRef target, char context) {
        if (type == null || target == null || !rules.isKnown(target)) {
            return true;
        }
        if (TypeRules.isUntyped(type)) {
            give(node, target);
            return true;
        }
        return !rules.isKnown(type) || rules.coerces(type, target, context);
    }

    /** An untyped literal or parameter gets a type. */
    void give(Node node, TypeRef target) {
        if (TypeRules.isPolymorphic(target) || TypeRules.isUntyped(target) || target.is("any")) {
            return;
        }
        if (node instanceof ParamRef parameter) {
            analysis.parameters.putIfAbsent(parameter.number(), target.withModifier(""));
            analysis.openParameters.removeIf(open -> open == parameter);
            analysis.types.put(node, target.withModifier(""));
        } else if (node instanceof A_Const constant && constant.sval() != null) {
            analysis.types.put(node, target.withModifier(""));
            UntypedLiterals.check(analysis, constant, target);
        } else if (node instanceof A_Const) {
            analysis.types.put(node, target.withModifier(""));
        }
    }

    /** The type that all get; null when it is not known, and said when there is none. */
    @Nullable TypeRef common(String what, List<Node> nodes, QueryScope scope) {
        List<@Nullable TypeRef> types = new ArrayList<>();
        nodes.forEach(node -> types.add(of(node, scope)));
        return commonOf(what, nodes, types);
    }

    @Nullable TypeRef commonOf(String what, List<Node> nodes, List<@Nullable TypeRef> types) {
        if (nodes.isEmpty()
                || types.stream()
                        .anyMatch(type -> type == null || !(TypeRules.isUntyped(type) || rules.isKnown(type)))) {
            return null;
        }
        List<TypeRef> known = new ArrayList<>();
        types.forEach(type -> known.add(type == null ? TypeRules.UNKNOWN : type));
        TypeRef common = rules.common(known);
        if (common == null) {
            mismatch(what, nodes, known);
            return null;
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!expect(nodes.get(i), known.get(i), common, 'i')) {
                analysis.fault(
                        "42846",
                        what + " could not convert type " + analysis.shown(known.get(i)) + " to "
                                + analysis.shown(common),
                        "",
                        Analysis.location(nodes.get(i)));
                return null;
            }
        }
        boolean sameModifier = known.stream().allMatch(type -> type.equals(known.get(0)));
        return sameModifier && !TypeRules.isUntyped(known.get(0)) ? known.get(0) : common;
    }

    /** Says which two have nothing in common, as select_common_type finds them. */
    private void mismatch(String what, List<Node> nodes, List<TypeRef> types) {
        for (int i = 2; i <= types.size(); i++) {
            if (rules.common(types.subList(0, i)) == null) {
                TypeRef before = rules.common(types.subList(0, i - 1));
                analysis.fault(
                        "42804",
                        what + " types " + analysis.shown(before) + " and "
                                + analysis.shown(rules.base(types.get(i - 1))) + " cannot be matched",
                        "",
                        Analysis.location(nodes.get(i - 1)));
                return;
            }
        }
    }

    // ---- kinds of expressions

    private @Nullable TypeRef cast(TypeCast cast, QueryScope scope) {
        if (cast.arg() == null || cast.typeName() == null) {
            return null;
        }
        TypeRef target = type(cast.typeName());
        Node argument = cast.arg();
        if (argument instanceof A_ArrayExpr array && target != null && target.array()) {
            array(array, scope, target.element());
            return target;
        }
        TypeRef source = of(argument, scope);
        if (target != null
                && source != null
                && rules.isKnown(target)
                && !analysis.folding.unknowns.mayHaveOthers()
                && !expect(argument, source, target, 'e')) {
            analysis.fault(
                    "42846",
                    "cannot cast type " + analysis.shown(source) + " to " + analysis.shown(target),
                    "",
                    cast.location());
        } else if (target != null && Analysis.isUntyped(source)) {
            give(argument, target);
        }
        return target;
    }

    @Nullable TypeRef type(TypeName name) {
        try {
            analysis.folding.binder.bindOther(name, analysis.bound);
            TypeRef type = analysis.folding.types.resolve(name);
            return type.known() ? type : null;
        } catch (Refusal refusal) {
            analysis.fault(refusal, refusal.message().startsWith("schema") ? "3F000" : "42704", name.location());
            return null;
        }
    }

    private @Nullable TypeRef array(A_ArrayExpr array, QueryScope scope, @Nullable TypeRef target) {
        List<Node> elements = array.elements();
        List<@Nullable TypeRef> types = new ArrayList<>();
        boolean nested = false;
        for (Node element : elements) {
            boolean inner = element instanceof A_ArrayExpr;
            nested |= inner;
            types.add(element instanceof A_ArrayExpr one ? array(one, scope, target) : of(element, scope));
        }
        if (elements.isEmpty()) {
            if (target == null) {
                analysis.fault("42P18", "cannot determine type of empty array", "", -1);
            }
            return target == null ? null : target.asArray();
        }
        if (target != null) {
            for (int i = 0; i < elements.size(); i++) {
                TypeRef own = types.get(i);
                if (own != null && !nested) {
                    expect(elements.get(i), own, target, 'e');
                }
            }
            return target.asArray();
        }
        TypeRef common = commonOf("ARRAY", elements, types);
        if (common == null || common.array()) {
            return common;
        }
        return common.withModifier("").asArray();
    }

    private @Nullable TypeRef choice(CaseExpr choice, QueryScope scope) {
        Node argument = choice.arg();
        TypeRef switched = of(argument, scope);
        if (argument != null && Analysis.isUntyped(switched)) {
            give(argument, TypeRules.TEXT);
            switched = TypeRules.TEXT;
        }
        List<Node> results = new ArrayList<>();
        List<@Nullable TypeRef> types = new ArrayList<>();
        for (Node one : choice.args()) {
            if (one instanceof CaseWhen when && when.expr() != null && when.result() != null) {
                if (argument == null) {
                    condition(when.expr(), scope, "CASE/WHEN");
                } else {
                    TypeRef compared = of(when.expr(), scope);
                    operators.apply(List.of("="), argument, switched, when.expr(), compared, when.location());
                }
                results.add(when.result());
                types.add(of(when.result(), scope));
            }
        }
        if (choice.defresult() != null) {
            results.add(0, choice.defresult());
            types.add(0, of(choice.defresult(), scope));
        }
        TypeRef common = commonOf("CASE", results, types);
        // without ELSE it may be NULL, which has no length
        return common != null && choice.defresult() == null ? common.withModifier("") : common;
    }

    private static @Nullable TypeRef valueFunction(SQLValueFunction function) {
        String precision = "(" + function.typmod() + ")";
        return switch (function.op()) {
            case SVFOP_CURRENT_TIME_N -> TypeRef.builtin("timetz", precision);
            case SVFOP_CURRENT_TIMESTAMP_N -> TypeRef.builtin("timestamptz", precision);
            case SVFOP_LOCALTIME_N -> TypeRef.builtin("time", precision);
            case SVFOP_LOCALTIMESTAMP_N -> TypeRef.builtin("timestamp", precision);
            default -> SimpleTypes.valueFunction(function);
        };
    }

    /** Whether an expression can never be NULL, for all that is certain. */
    boolean isNeverNull(@Nullable Node node) {
        if (node instanceof ColumnRef reference) {
            Analysis.Reference found = analysis.references.get(reference);
            Column column = found == null ? null : found.column();
            return column != null && column.isNeverNull();
        } else if (node instanceof A_Const constant) {
            return !constant.isnull();
        } else if (node instanceof TypeCast cast) {
            return isNeverNull(cast.arg());
        } else if (node instanceof CoalesceExpr coalesce) {
            return coalesce.args().stream().anyMatch(this::isNeverNull);
        } else if (node instanceof FuncCall call) {
            List<String> name = Nodes.names(call.funcname());
            return Scope.nameOf(name).equals("count") || Scope.nameOf(name).equals("row_number");
        } else if (node instanceof NullTest || node instanceof SQLValueFunction) {
            return true;
        }
        return false;
    }
}
