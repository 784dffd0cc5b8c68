package dev.pgwright.load.folded;

import dev.pgwright.load.folded.BuiltinCatalog.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the polymorphic types of one call (check_generic_type_consistency and
 * enforce_generic_type_consistency of PostgreSQL 18's parse_coerce.c).
 */
final class GenericTypes {
    private final TypeRules rules;
    private @Nullable TypeRef element;
    private @Nullable TypeRef array;
    private @Nullable TypeRef range;
    private @Nullable TypeRef multirange;
    private final List<TypeRef> compatible = new ArrayList<>();
    private @Nullable TypeRef compatibleRange;
    private boolean consistent = true;

    /** Of a call with these arguments; untyped ones say nothing. */
    GenericTypes(TypeRules rules, List<TypeRef> declared, List<TypeRef> actual) {
        this.rules = rules;
        boolean nonArray = false;
        boolean onlyEnum = false;
        for (int i = 0; i < declared.size(); i++) {
            TypeRef type = declared.get(i);
            if (!TypeRules.isPolymorphic(type) || TypeRules.isUntyped(actual.get(i))) {
                nonArray |= type.is("anynonarray");
                onlyEnum |= type.is("anyenum");
                continue;
            }
            TypeRef given = actual.get(i).withModifier("");
            switch (type.name()) {
                case "anyelement", "anynonarray", "anyenum" -> {
                    nonArray |= type.is("anynonarray");
                    onlyEnum |= type.is("anyenum");
                    element = agreed(element, given);
                }
                case "anyarray" -> array = agreed(array, rules.base(given));
                case "anyrange" -> range = agreed(range, rules.base(given));
                case "anymultirange" -> multirange = agreed(multirange, rules.base(given));
                case "anycompatible", "anycompatiblenonarray" -> compatible.add(given);
                case "anycompatiblearray" -> {
                    TypeRef of = rules.element(given);
                    if (of == null) {
                        consistent = false;
                    } else {
                        compatible.add(of);
                    }
                }
                case "anycompatiblerange" -> {
                    compatibleRange = agreed(compatibleRange, rules.base(given));
                    TypeRef of = rules.rangeSubtype(rules.base(given));
                    if (of == null) {
                        consistent = false;
                    } else {
                        compatible.add(of);
                    }
                }
                default -> consistent = false;
            }
        }
        deduce();
        TypeRef found = element;
        if (found != null && nonArray && rules.element(found) != null) {
            consistent = false;
        }
        if (found != null && onlyEnum && !rules.isEnum(rules.base(found))) {
            consistent = false;
        }
    }

    private TypeRef agreed(@Nullable TypeRef before, TypeRef now) {
        if (before != null && !TypeRules.same(before, now)) {
            consistent = false;
        }
        return now;
    }

    private void deduce() {
        if (array != null) {
            TypeRef of = rules.element(array);
            if (of == null) {
                consistent = false;
            } else {
                element = agreed(element, of);
            }
        }
        if (multirange != null) {
            Range of = multirange.object() == 0 ? rules.catalog().ofMultirange(multirange.name()) : null;
            if (of == null) {
                consistent = false;
            } else {
                range = agreed(range, TypeRef.builtin(of.name()));
            }
        }
        if (range != null) {
            TypeRef of = rules.rangeSubtype(range);
            if (of == null) {
                consistent = false;
            } else {
                element = agreed(element, of);
            }
        }
        if (!compatible.isEmpty() && rules.common(compatible) == null) {
            consistent = false;
        }
    }

    boolean isConsistent() {
        return consistent;
    }

    /** The type that stands for a polymorphic one; null when nothing says it. Any other type as it is. */
    @Nullable TypeRef resolved(TypeRef declared) {
        if (!TypeRules.isPolymorphic(declared)) {
            return declared;
        }
        TypeRef common = compatible.isEmpty() ? TypeRules.TEXT : rules.common(compatible);
        return switch (declared.name()) {
            case "anyelement", "anynonarray", "anyenum" -> element;
            case "anyarray" -> array != null ? array : element == null || element.array() ? null : element.asArray();
            case "anyrange" -> range;
            case "anymultirange" -> multirange != null ? multirange : ofRange();
            case "anycompatible", "anycompatiblenonarray" -> common;
            case "anycompatiblearray" -> common == null || common.array() ? null : common.asArray();
            case "anycompatiblerange" -> compatibleRange;
            default -> null;
        };
    }

    private @Nullable TypeRef ofRange() {
        Range known =
                range == null || range.object() != 0 ? null : rules.catalog().range(range.name());
        return known == null ? null : TypeRef.builtin(known.multirange());
    }
}
