package dev.pgwright.load.folded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Which of several functions or operators of a name a call means (parse_func.c of PostgreSQL 18). */
final class Overloads {
    private final TypeRules rules;

    /** Something that can be called, and the types it takes as this call would give them. */
    record Candidate<T>(T meant, List<TypeRef> types) {}

    Overloads(TypeRules rules) {
        this.rules = rules;
    }

    /** func_match_argtypes: those that take the arguments. */
    <T> List<Candidate<T>> fitting(List<Candidate<T>> candidates, List<TypeRef> given) {
        return candidates.stream().filter(one -> takes(one.types(), given)).toList();
    }

    boolean takes(List<TypeRef> declared, List<TypeRef> given) {
        if (declared.size() != given.size()) {
            return false;
        }
        boolean generic = false;
        for (int i = 0; i < given.size(); i++) {
            if (!rules.coerces(given.get(i), declared.get(i), 'i')) {
                return false;
            }
            generic |= TypeRules.isPolymorphic(declared.get(i));
        }
        return !generic || new GenericTypes(rules, declared, given).isConsistent();
    }

    /** The one that takes exactly these types. */
    static <T> @Nullable Candidate<T> exact(List<Candidate<T>> candidates, List<TypeRef> given) {
        for (Candidate<T> one : candidates) {
            boolean same = one.types().size() == given.size();
            for (int i = 0; same && i < given.size(); i++) {
                same = TypeRules.same(one.types().get(i), given.get(i));
            }
            if (same) {
                return one;
            }
        }
        return null;
    }

    /** func_select_candidate; null when it stays open. */
    <T> @Nullable Candidate<T> best(List<Candidate<T>> fitting, List<TypeRef> given) {
        List<TypeRef> bases = given.stream()
                .map(type -> TypeRules.isUntyped(type) ? type : rules.base(type))
                .toList();
        List<Candidate<T>> left = most(fitting, bases, TypeRules::same);
        if (left.size() == 1) {
            return left.get(0);
        }
        left = most(
                left,
                bases,
                (type, base) -> TypeRules.same(type, base)
                        || (rules.isPreferred(type) && rules.category(type) == rules.category(base)));
        if (left.size() == 1) {
            return left.get(0);
        }
        if (bases.stream().noneMatch(TypeRules::isUntyped)) {
            return null;
        }
        left = byUntyped(left, bases);
        return left.size() == 1 ? left.get(0) : lastGasp(left, bases);
    }

    private static <T> List<Candidate<T>> most(
            List<Candidate<T>> candidates, List<TypeRef> bases, BiPredicate<TypeRef, TypeRef> matches) {
        int best = 0;
        List<Candidate<T>> kept = new ArrayList<>();
        for (Candidate<T> one : candidates) {
            int count = 0;
            for (int i = 0; i < bases.size(); i++) {
                if (!TypeRules.isUntyped(bases.get(i))
                        && matches.test(one.types().get(i), bases.get(i))) {
                    count++;
                }
            }
            if (count > best || kept.isEmpty()) {
                best = count;
                kept.clear();
                kept.add(one);
            } else if (count == best) {
                kept.add(one);
            }
        }
        return kept;
    }

    private record Slot(char category, boolean preferred) {}

    private <T> List<Candidate<T>> byUntyped(List<Candidate<T>> candidates, List<TypeRef> bases) {
        Slot[] slots = new Slot[bases.size()];
        for (int i = 0; i < bases.size(); i++) {
            if (TypeRules.isUntyped(bases.get(i))) {
                slots[i] = slot(candidates, i);
                if (slots[i] == null) {
                    return candidates;
                }
            }
        }
        List<Candidate<T>> kept =
                candidates.stream().filter(one -> fits(one, slots)).toList();
        return kept.isEmpty() ? candidates : kept;
    }

    private <T> @Nullable Slot slot(List<Candidate<T>> candidates, int argument) {
        char category = 0;
        boolean preferred = false;
        boolean conflict = false;
        for (Candidate<T> one : candidates) {
            TypeRef type = one.types().get(argument);
            char own = rules.category(type);
            if (category == 0) {
                category = own;
                preferred = rules.isPreferred(type);
            } else if (own == category) {
                preferred |= rules.isPreferred(type);
            } else if (own == 'S') {
                category = own;
                preferred = rules.isPreferred(type);
            } else {
                conflict = true;
            }
        }
        return conflict && category != 'S' ? null : new Slot(category, preferred);
    }

    private <T> boolean fits(Candidate<T> candidate, Slot[] slots) {
        for (int i = 0; i < slots.length; i++) {
            TypeRef type = candidate.types().get(i);
            Slot slot = slots[i];
            if (slot != null
                    && (rules.category(type) != slot.category() || (slot.preferred() && !rules.isPreferred(type)))) {
                return false;
            }
        }
        return true;
    }

    /** All untyped arguments are taken to be of the one type that the others have. */
    private <T> @Nullable Candidate<T> lastGasp(List<Candidate<T>> candidates, List<TypeRef> bases) {
        TypeRef known = null;
        for (TypeRef base : bases) {
            if (TypeRules.isUntyped(base)) {
                continue;
            }
            if (known != null && !TypeRules.same(known, base)) {
                return null;
            }
            known = base;
        }
        if (known == null) {
            return null;
        }
        List<TypeRef> all = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            all.add(known);
        }
        List<Candidate<T>> kept = fitting(candidates, all);
        return kept.size() == 1 ? kept.get(0) : null;
    }
}
