package dev.pgwright.load.folded;

import dev.pgwright.load.folded.CallResolver.Arguments;
import dev.pgwright.load.folded.CallResolver.Call;
import dev.pgwright.load.folded.CallResolver.Outcome;
import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Clause;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.NamedArgExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SortBy;
import dev.pgwright.sql.tree.WindowDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of function calls, and which of them are aggregates (ParseFuncOrColumn of PostgreSQL 18). */
final class CallBinder {
    private final Analysis analysis;
    private final ExpressionBinder expressions;

    CallBinder(Analysis analysis, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.expressions = expressions;
    }

    @Nullable TypeRef of(FuncCall call, QueryScope scope) {
        List<String> name = Nodes.names(call.funcname());
        List<Node> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Node argument : call.args()) {
            if (argument instanceof NamedArgExpr named && named.arg() != null) {
                nodes.add(named.arg());
                names.add(Scope.text(named.name()));
            } else {
                nodes.add(argument);
            }
        }
        List<@Nullable TypeRef> types = new ArrayList<>();
        nodes.forEach(node -> types.add(expressions.of(node, scope)));
        for (Node order : call.aggOrder()) {
            Node value = order instanceof SortBy sort ? sort.node() : order;
            TypeRef type = expressions.of(value, scope);
            if (call.aggWithinGroup() && value != null) {
                nodes.add(value);
                types.add(type);
            }
        }
        expressions.condition(call.aggFilter(), scope, "FILTER");
        if (call.over() != null) {
            window(call.over(), scope);
        }
        analysis.folding.binder.bindOther(call, analysis.bound);
        Call found = analysis.calls.find(name, new Arguments(types, names, call.funcVariadic()));
        note(call, found, scope);
        if (found.outcome() == Outcome.MISSING || found.outcome() == Outcome.AMBIGUOUS) {
            say(call, found, name, types, names, scope);
            return null;
        }
        requireKind(call, found.signature(), name, types);
        for (int i = 0; i < Math.min(found.types().size(), nodes.size()); i++) {
            if (Analysis.isUntyped(types.get(i))) {
                TypeRef declared = found.types().get(i);
                TypeRef target = TypeRules.isPolymorphic(declared)
                        ? new GenericTypes(analysis.rules, found.types(), known(types)).resolved(declared)
                        : declared;
                if (target != null) {
                    expressions.give(nodes.get(i), target);
                }
            }
        }
        TypeRef result = found.result();
        if (result == null
                && found.outcome() == Outcome.FOUND
                && types.stream().allMatch(Analysis::isUntyped)
                && !types.isEmpty()) {
            analysis.fault(
                    "42804",
                    "could not determine polymorphic type because input has type unknown",
                    Scope.written(name),
                    -1);
        }
        return result != null && result.known() && !TypeRules.isPolymorphic(result) ? result : null;
    }

    private static List<TypeRef> known(List<@Nullable TypeRef> types) {
        List<TypeRef> known = new ArrayList<>();
        types.forEach(type -> known.add(type == null ? TypeRules.UNKNOWN : type));
        return known;
    }

    private void window(WindowDef window, QueryScope scope) {
        expressions.all(window.partitionClause(), scope);
        window.orderClause()
                .forEach(order -> expressions.of(order instanceof SortBy sort ? sort.node() : order, scope));
        expressions.of(window.startOffset(), scope);
        expressions.of(window.endOffset(), scope);
    }

    private void note(FuncCall call, Call found, QueryScope scope) {
        Signature signature = found.signature();
        if (signature != null) {
            analysis.functions.put(call, signature);
            if (signature.routine() != 0) {
                analysis.bound.put(call, new Target(signature.routine(), 0));
            }
        }
        if (signature == null && found.outcome() == Outcome.NOT_KNOWN) {
            scope.perhapsAggregated = true;
        } else if (signature != null && signature.kind() == 'a' && call.over() == null) {
            aggregate(call, scope);
        } else if (call.over() != null || (signature != null && signature.kind() == 'w')) {
            windowed(call, scope);
        }
    }

    /** Whether it is called as its kind must be. */
    private void requireKind(
            FuncCall call, @Nullable Signature signature, List<String> name, List<@Nullable TypeRef> types) {
        if (signature == null) {
            return;
        }
        String written = Scope.written(name);
        if (call == analysis.called) {
            if (signature.kind() != 'p') {
                String shown =
                        String.join(", ", types.stream().map(analysis::shown).toList());
                analysis.fault("42809", written + "(" + shown + ") is not a procedure", written, call.location());
            }
        } else if (signature.kind() == 'w' && call.over() == null) {
            analysis.fault(
                    "42809", "window function " + written + " requires an OVER clause", written, call.location());
        } else if (signature.kind() == 'p') {
            String shown = String.join(", ", types.stream().map(analysis::shown).toList());
            analysis.fault("42809", written + "(" + shown + ") is a procedure", written, call.location());
        } else if (signature.kind() == 'f' && call.over() != null) {
            analysis.fault(
                    "42809",
                    "OVER specified, but " + written + " is not a window function nor an aggregate function",
                    written,
                    call.location());
        } else if (signature.kind() == 'f' && call.aggDistinct()) {
            analysis.fault(
                    "42809",
                    "DISTINCT specified, but " + written + " is not an aggregate function",
                    written,
                    call.location());
        }
    }

    private void windowed(FuncCall call, QueryScope scope) {
        if (scope.clause != Clause.OTHER) {
            analysis.fault(
                    "42P20",
                    "window functions are not allowed in " + scope.clause.words,
                    Scope.nameOf(Nodes.names(call.funcname())),
                    call.location());
        }
    }

    /** An aggregate belongs to the innermost level whose columns it takes. */
    private void aggregate(FuncCall call, QueryScope scope) {
        QueryScope level = scope;
        boolean own = false;
        QueryScope innermost = null;
        for (Node argument : call.args()) {
            for (ColumnRef reference : Nodes.all(argument, ColumnRef.class)) {
                Analysis.Reference meaning = analysis.references.get(reference);
                if (meaning == null) {
                    own = true;
                } else if (depth(meaning.scope(), scope) >= 0) {
                    own |= meaning.scope() == scope;
                    if (innermost == null || depth(meaning.scope(), scope) < depth(innermost, scope)) {
                        innermost = meaning.scope();
                    }
                }
            }
        }
        if (!own && innermost != null) {
            level = innermost;
        }
        level.aggregated = true;
        analysis.aggregates.put(call, level);
        String name = Scope.nameOf(Nodes.names(call.funcname()));
        if (level == scope && scope.clause != Clause.OTHER) {
            analysis.fault(
                    "42803", "aggregate functions are not allowed in " + scope.clause.words, name, call.location());
        }
        for (Node argument : call.args()) {
            for (FuncCall inner : Nodes.all(argument, FuncCall.class)) {
                if (analysis.aggregates.get(inner) == level) {
                    analysis.fault("42803", "aggregate function calls cannot be nested", name, inner.location());
                    return;
                }
            }
        }
    }

    /** How many levels outside of one the other is; -1 when it is none of them. */
    private static int depth(QueryScope wanted, QueryScope from) {
        int depth = 0;
        for (QueryScope level = from; level != null; level = level.outer()) {
            if (level == wanted) {
                return depth;
            }
            depth++;
        }
        return -1;
    }

    private void say(
            FuncCall call,
            Call found,
            List<String> name,
            List<@Nullable TypeRef> types,
            List<String> names,
            QueryScope scope) {
        scope.perhapsAggregated = true;
        String schema = Scope.schemaOf(name);
        if (schema != null
                && !Scope.isSystem(schema)
                && !analysis.folding.store.schemas().containsKey(schema)) {
            analysis.fault("3F000", "schema \"" + schema + "\" does not exist", schema, call.location());
            return;
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            int named = i - (types.size() - names.size());
            shown.add((named >= 0 ? names.get(named) + " => " : "") + analysis.shown(types.get(i)));
        }
        String signature = Scope.written(name) + "(" + String.join(", ", shown) + ")";
        if (call.aggStar()) {
            signature = Scope.written(name) + "()";
        }
        boolean missing = found.outcome() == Outcome.MISSING;
        boolean isCall = call == analysis.called;
        if (isCall && !analysis.folding.scope().findRoutines(name).isEmpty()) {
            // it may be for what a procedure gives back
            return;
        }
        analysis.fault(
                missing ? "42883" : "42725",
                (isCall ? "procedure " : "function ") + signature + (missing ? " does not exist" : " is not unique"),
                Scope.written(name),
                call.location());
    }
}
