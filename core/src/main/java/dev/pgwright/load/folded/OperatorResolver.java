package dev.pgwright.load.folded;

import dev.pgwright.load.folded.BuiltinCatalog.Operator;
import dev.pgwright.load.folded.CallResolver.Outcome;
import dev.pgwright.load.folded.Overloads.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operator that an expression means (oper of PostgreSQL 18's parse_oper.c). */
final class OperatorResolver {
    /** What these give is a boolean, whoever made them. */
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");

    private final Folding folding;
    private final TypeRules rules;
    private final Overloads overloads;

    /**
     * An operator for its operands.
     *
     * @param left what it takes, null for a prefix operator and where it is not known
     * @param result null when it is not known
     */
    record Found(
            Outcome outcome,
            @Nullable TypeRef left,
            @Nullable TypeRef right,
            @Nullable TypeRef result) {
        static Found of(Outcome outcome) {
            return new Found(outcome, null, null, null);
        }
    }

    OperatorResolver(Folding folding, TypeRules rules) {
        this.folding = folding;
        this.rules = rules;
        this.overloads = new Overloads(rules);
    }

    /** The operands' types are null where not known. */
    Found binary(List<String> name, @Nullable TypeRef left, @Nullable TypeRef right) {
        List<Candidate<Operator>> candidates = new ArrayList<>();
        for (Operator one : named(name)) {
            if (one.left() != null) {
                candidates.add(new Candidate<>(one, List.of(one.left(), one.right())));
            }
        }
        if (!isUsable(left) || !isUsable(right) || left == null || right == null) {
            return uncertain(Scope.nameOf(name), candidates, left, right);
        }
        List<TypeRef> given = List.of(left.withModifier(""), right.withModifier(""));
        boolean oneUntyped = TypeRules.isUntyped(left) != TypeRules.isUntyped(right);
        TypeRef other = TypeRules.isUntyped(left) ? given.get(1) : given.get(0);
        Candidate<Operator> found = Overloads.exact(candidates, oneUntyped ? List.of(other, other) : given);
        if (found == null && oneUntyped) {
            TypeRef base = rules.base(other).withModifier("");
            found = Overloads.exact(candidates, List.of(base, base));
        }
        return found != null ? chosen(found, given) : among(candidates, given);
    }

    Found prefix(List<String> name, @Nullable TypeRef right) {
        List<Candidate<Operator>> candidates = new ArrayList<>();
        for (Operator one : named(name)) {
            if (one.left() == null) {
                candidates.add(new Candidate<>(one, List.of(one.right())));
            }
        }
        if (!isUsable(right) || right == null) {
            return Found.of(Outcome.NOT_KNOWN);
        }
        List<TypeRef> given = List.of(right.withModifier(""));
        Candidate<Operator> found = Overloads.exact(candidates, given);
        return found != null ? chosen(found, given) : among(candidates, given);
    }

    private boolean isUsable(@Nullable TypeRef type) {
        return type != null && (TypeRules.isUntyped(type) || rules.isKnown(type));
    }

    private List<Operator> named(List<String> name) {
        String schema = Scope.schemaOf(name);
        return schema == null || schema.equals(Scope.SYSTEM)
                ? rules.catalog().operators(Scope.nameOf(name))
                : List.of();
    }

    private Found among(List<Candidate<Operator>> candidates, List<TypeRef> given) {
        List<Candidate<Operator>> fitting = overloads.fitting(candidates, given);
        Outcome none = folding.unknowns.mayHaveOthers() ? Outcome.NOT_KNOWN : Outcome.MISSING;
        if (fitting.isEmpty()) {
            return Found.of(none);
        }
        Candidate<Operator> best = fitting.size() == 1 ? fitting.get(0) : overloads.best(fitting, given);
        if (best == null) {
            return Found.of(none == Outcome.MISSING ? Outcome.AMBIGUOUS : none);
        }
        return chosen(best, given);
    }

    private Found chosen(Candidate<Operator> found, List<TypeRef> given) {
        GenericTypes generic = new GenericTypes(rules, found.types(), given);
        List<TypeRef> types = found.types();
        return new Found(
                Outcome.FOUND,
                types.size() > 1 ? generic.resolved(types.get(0)) : null,
                generic.resolved(types.get(types.size() - 1)),
                generic.resolved(found.meant().result()));
    }

    /** With an operand of which nothing is known: what all that could be meant have in common. */
    private Found uncertain(
            String name, List<Candidate<Operator>> candidates, @Nullable TypeRef left, @Nullable TypeRef right) {
        List<TypeRef> given = new ArrayList<>();
        for (TypeRef type : new TypeRef[] {left, right}) {
            given.add(isUsable(type) && type != null ? type.withModifier("") : TypeRules.UNKNOWN);
        }
        List<Candidate<Operator>> fitting = overloads.fitting(candidates, given);
        TypeRef result = fitting.isEmpty() ? null : fitting.get(0).meant().result();
        boolean comparison = result != null && result.is("bool") && COMPARISONS.contains(name);
        boolean same = result != null
                && (comparison || !folding.unknowns.mayHaveOthers())
                && !TypeRules.isPolymorphic(result)
                && fitting.stream()
                        .allMatch(one -> TypeRules.same(
                                one.meant().result(), fitting.get(0).meant().result()));
        return new Found(Outcome.NOT_KNOWN, null, null, same ? result : null);
    }
}
