package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.load.folded.Overloads.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the function that a call means (func_get_detail and FuncnameGetCandidates of PostgreSQL 18). */
final class CallResolver {
    private final Folding folding;
    private final TypeRules rules;
    private final Overloads overloads;

    /** What came of it. */
    enum Outcome {
        FOUND,
        MISSING,
        AMBIGUOUS,
        /** Nothing certain can be said. */
        NOT_KNOWN
    }

    /**
     * A function for a call.
     *
     * @param types what it takes, argument by argument of the call; empty when that is not known
     * @param result null when it is not known
     */
    record Call(
            Outcome outcome,
            @Nullable Signature signature,
            List<TypeRef> types,
            @Nullable TypeRef result) {
        static Call of(Outcome outcome) {
            return new Call(outcome, null, List.of(), null);
        }
    }

    /**
     * How a function is called.
     *
     * @param given the types of the arguments, null where not known
     * @param names of the last arguments where these are named
     * @param variadic whether the last argument is marked VARIADIC
     */
    record Arguments(List<@Nullable TypeRef> given, List<String> names, boolean variadic) {
        Arguments {
            names = List.copyOf(names);
        }
    }

    CallResolver(Folding folding, TypeRules rules) {
        this.folding = folding;
        this.rules = rules;
        this.overloads = new Overloads(rules);
    }

    Call find(List<String> name, Arguments arguments) {
        List<TypeRef> given = new ArrayList<>();
        boolean certain = true;
        for (TypeRef type : arguments.given()) {
            boolean known = rules.isKnown(type) || (type != null && TypeRules.isUntyped(type));
            certain &= known;
            given.add(known && type != null ? type.withModifier("") : TypeRules.UNKNOWN);
        }
        List<Candidate<Signature>> candidates = candidates(name, arguments);
        if (!certain) {
            return uncertain(overloads.fitting(candidates, given));
        }
        Candidate<Signature> exact = Overloads.exact(candidates, given);
        if (exact != null) {
            return called(exact, given);
        }
        TypeRef cast = cast(name, given, arguments);
        if (cast != null) {
            return new Call(Outcome.FOUND, null, List.of(), cast);
        }
        List<Candidate<Signature>> fitting = overloads.fitting(candidates, given);
        if (fitting.isEmpty()) {
            return Call.of(isMaybeThere(name) ? Outcome.NOT_KNOWN : Outcome.MISSING);
        }
        Candidate<Signature> best = fitting.size() == 1 ? fitting.get(0) : overloads.best(fitting, given);
        if (best == null) {
            return Call.of(isMaybeThere(name) ? Outcome.NOT_KNOWN : Outcome.AMBIGUOUS);
        }
        return called(best, given);
    }

    /** Whether there may be functions of the name that are not known here. */
    private boolean isMaybeThere(List<String> name) {
        String schema = Scope.schemaOf(name);
        return folding.unknowns.mayHaveOthers()
                || rules.catalog().isHidden(Scope.nameOf(name))
                || (schema != null && Scope.isSystem(schema) && !schema.equals(Scope.SYSTEM))
                || folding.scope().path().stream().anyMatch(one -> Scope.isSystem(one) && !one.equals(Scope.SYSTEM));
    }

    private static Call uncertain(List<Candidate<Signature>> fitting) {
        if (fitting.isEmpty()) {
            return Call.of(Outcome.NOT_KNOWN);
        }
        Signature first = fitting.get(0).meant();
        boolean same = !TypeRules.isPolymorphic(first.result())
                && fitting.stream()
                        .allMatch(one -> TypeRules.same(one.meant().result(), first.result())
                                && one.meant().kind() == first.kind()
                                && one.meant().set() == first.set());
        return new Call(
                Outcome.NOT_KNOWN, same || fitting.size() == 1 ? first : null, List.of(), same ? first.result() : null);
    }

    private Call called(Candidate<Signature> found, List<TypeRef> given) {
        TypeRef result = new GenericTypes(rules, found.types(), given)
                .resolved(found.meant().result());
        return new Call(Outcome.FOUND, found.meant(), found.types(), result);
    }

    /** A call of a type's name is a cast where that needs no function. */
    private @Nullable TypeRef cast(List<String> name, List<TypeRef> given, Arguments arguments) {
        if (given.size() != 1 || !arguments.names().isEmpty()) {
            return null;
        }
        String type = Scope.nameOf(name);
        boolean builtin = (name.size() == 1 || Scope.SYSTEM.equals(Scope.schemaOf(name)))
                && rules.catalog().named(type) != null;
        int made = builtin ? 0 : folding.scope().findType(name);
        if (!builtin && made == 0) {
            return null;
        }
        TypeRef target = builtin ? TypeRef.builtin(type) : TypeRef.made(made, type);
        TypeRef source = given.get(0);
        if (TypeRules.isUntyped(source)) {
            return target;
        }
        return switch (rules.pathway(source, target, 'e')) {
            case RELABEL -> target;
            case TEXT ->
                (source.is("record") || rules.isComposite(source)) && rules.category(target) == 'S' ? null : target;
            default -> null;
        };
    }

    /** All functions of the name that take so many arguments, as this call would give them. */
    private List<Candidate<Signature>> candidates(List<String> name, Arguments arguments) {
        List<Candidate<Signature>> found = new ArrayList<>();
        for (Signature signature : named(name)) {
            List<TypeRef> types = effective(signature, arguments);
            if (types == null) {
                continue;
            }
            Candidate<Signature> one = new Candidate<>(signature, types);
            Candidate<Signature> same = Overloads.exact(found, types);
            if (same == null) {
                found.add(one);
            } else if (same.meant().variadic() && !signature.variadic() && !arguments.variadic()) {
                found.set(found.indexOf(same), one);
            }
        }
        return found;
    }

    /** In the order of the search path, in which PostgreSQL's own come first unless it says otherwise. */
    private List<Signature> named(List<String> name) {
        String schema = Scope.schemaOf(name);
        String function = Scope.nameOf(name);
        List<String> schemas = new ArrayList<>();
        if (schema != null) {
            schemas.add(schema);
        } else {
            schemas.addAll(folding.scope().path());
            if (!schemas.contains(Scope.SYSTEM)) {
                schemas.add(0, Scope.SYSTEM);
            }
        }
        List<Signature> found = new ArrayList<>();
        for (String one : schemas) {
            if (one.equals(Scope.SYSTEM)) {
                found.addAll(rules.catalog().functions(function));
            }
            for (int oid : folding.store.routineNames().getOrDefault(QualifiedName.of(one, function), List.of())) {
                if (folding.store.get(oid) instanceof RoutineEntry routine) {
                    found.add(signature(routine));
                }
            }
        }
        return found;
    }

    static Signature signature(RoutineEntry routine) {
        List<Signature.Argument> inputs = new ArrayList<>();
        List<Signature.Argument> outputs = new ArrayList<>();
        boolean variadic = false;
        int defaults = 0;
        for (RoutineEntry.Parameter parameter : routine.parameters) {
            String name = Scope.text(parameter.name());
            if (parameter.isInput()) {
                variadic |= parameter.mode().equals("VARIADIC");
                defaults += parameter.hasDefault() ? 1 : 0;
                inputs.add(new Signature.Argument(name, parameter.type().withModifier("")));
            }
            if (!parameter.isInput() || parameter.mode().equals("INOUT")) {
                outputs.add(new Signature.Argument(name, parameter.type().withModifier("")));
            }
        }
        TypeRef result = routine.returns != null
                ? routine.returns.withModifier("")
                : outputs.size() == 1 ? outputs.get(0).type() : TypeRules.RECORD;
        if (routine.kind == Routine.Kind.PROCEDURE && outputs.isEmpty()) {
            result = TypeRef.builtin("void");
        }
        if (routine.kind == Routine.Kind.AGGREGATE && routine.returns == null) {
            // what it gives is what its final function gives, which is not kept
            result = TypeRef.unknown("result of " + routine.name.name());
        }
        char kind = switch (routine.kind) {
            case FUNCTION -> 'f';
            case PROCEDURE -> 'p';
            case AGGREGATE -> 'a';
        };
        return new Signature(
                routine.oid, kind, routine.set, routine.volatility, inputs, variadic, defaults, result, outputs);
    }

    /** The types that the arguments of the call must have; null when it cannot be called so. */
    private static @Nullable List<TypeRef> effective(Signature signature, Arguments call) {
        int given = call.given().size();
        List<TypeRef> types = signature.types();
        int most = types.size();
        if (!call.names().isEmpty()) {
            return byName(signature, call);
        }
        if (signature.variadic() && !call.variadic() && given >= most && given > 0) {
            TypeRef last = types.get(most - 1);
            TypeRef each = last.is("any")
                    ? last
                    : last.is("anyarray")
                            ? TypeRef.builtin("anyelement")
                            : last.is("anycompatiblearray") ? TypeRef.builtin("anycompatible") : last.element();
            List<TypeRef> expanded = new ArrayList<>(types.subList(0, most - 1));
            while (expanded.size() < given) {
                expanded.add(each);
            }
            return expanded;
        }
        if (call.variadic() && !signature.variadic()) {
            return null;
        }
        return given <= most && given + signature.defaults() >= most ? types.subList(0, given) : null;
    }

    private static @Nullable List<TypeRef> byName(Signature signature, Arguments call) {
        int positional = call.given().size() - call.names().size();
        List<Signature.Argument> parameters = signature.arguments();
        if (call.given().size() > parameters.size() || (signature.variadic() && !call.variadic())) {
            return null;
        }
        boolean[] taken = new boolean[parameters.size()];
        List<TypeRef> types = new ArrayList<>();
        for (int i = 0; i < positional; i++) {
            taken[i] = true;
            types.add(parameters.get(i).type());
        }
        for (String name : call.names()) {
            int at = 0;
            while (at < parameters.size() && !parameters.get(at).name().equals(name)) {
                at++;
            }
            if (at == parameters.size() || taken[at]) {
                return null;
            }
            taken[at] = true;
            types.add(parameters.get(at).type());
        }
        for (int i = 0; i < taken.length - signature.defaults(); i++) {
            if (!taken[i]) {
                return null;
            }
        }
        return types;
    }
}
