package dev.pgwright.load.folded;

import dev.pgwright.load.folded.BuiltinCatalog.Cast;
import dev.pgwright.load.folded.BuiltinCatalog.Range;
import dev.pgwright.load.folded.BuiltinCatalog.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's type system says of types (parse_coerce.c and lsyscache.c of PostgreSQL 18). */
final class TypeRules {
    static final TypeRef UNKNOWN = TypeRef.builtin("unknown");
    static final TypeRef TEXT = TypeRef.builtin("text");
    static final TypeRef BOOL = TypeRef.builtin("bool");
    static final TypeRef RECORD = TypeRef.builtin("record");

    private static final int DEEPEST_DOMAIN = 32;

    private final Folding folding;
    private final BuiltinCatalog catalog;

    /** How a value gets another type. */
    enum Pathway {
        NONE,
        /** By nothing at all: the bytes are the same. */
        RELABEL,
        FUNCTION,
        /** By its text. */
        TEXT,
        /** Element by element. */
        ARRAY
    }

    TypeRules(Folding folding) {
        this.folding = folding;
        this.catalog = BuiltinCatalog.of(folding.version);
    }

    BuiltinCatalog catalog() {
        return catalog;
    }

    /** Whether all is known of the type; not of what extensions bring, and of base types that statements made. */
    boolean isKnown(@Nullable TypeRef type) {
        if (type == null || !type.known()) {
            return false;
        }
        if (type.object() == 0) {
            return catalog.named(type.name()) != null;
        }
        Entry entry = folding.store.get(type.object());
        return entry instanceof RelationEntry
                || (entry instanceof TypeEntry made
                        && made.kind != TypeEntry.Kind.BASE
                        && (made.kind != TypeEntry.Kind.DOMAIN || isKnown(folding.store.baseOf(type.element()))));
    }

    static boolean isUntyped(TypeRef type) {
        return type.is("unknown");
    }

    /** What tells types apart, whatever their modifiers. */
    static String key(TypeRef type) {
        return (type.array() ? "_" : "") + (type.object() == 0 ? type.name() : "#" + type.object());
    }

    static boolean same(TypeRef one, TypeRef other) {
        return one.object() == other.object()
                && one.array() == other.array()
                && (one.object() != 0 || one.name().equals(other.name()));
    }

    /** As messages show it. */
    String shown(TypeRef type) {
        if (type.object() == 0 && type.known()) {
            String base = type.name().equals("bpchar")
                    ? "character"
                    : type.name().equals("bit") ? "bit" : BuiltinTypes.formatted(type.name(), "");
            return type.array() ? base + "[]" : base;
        }
        return folding.types.shown(type.withModifier(""));
    }

    /** Of a domain what it is made of. */
    TypeRef base(TypeRef type) {
        TypeRef base = type;
        for (int i = 0; i < DEEPEST_DOMAIN; i++) {
            if (base.array()
                    || !(folding.store.get(base.object()) instanceof TypeEntry domain)
                    || domain.kind != TypeEntry.Kind.DOMAIN) {
                break;
            }
            base = domain.base;
        }
        return base;
    }

    /** The letter of {@code typcategory}. */
    char category(TypeRef type) {
        TypeRef base = base(type);
        if (base.array() || base.is("int2vector") || base.is("oidvector")) {
            return 'A';
        }
        Entry entry = folding.store.get(base.object());
        if (entry instanceof TypeEntry made) {
            return switch (made.kind) {
                case ENUM -> 'E';
                case RANGE -> 'R';
                case DOMAIN, BASE -> 'U';
            };
        }
        if (entry != null) {
            return 'C';
        }
        if (base.is("unknown")) {
            return 'X';
        }
        Type builtin = catalog.named(base.name());
        return builtin == null ? 'U' : builtin.category();
    }

    boolean isPreferred(TypeRef type) {
        Type builtin = type.object() == 0 && !type.array() ? catalog.named(type.name()) : null;
        return builtin != null && builtin.preferred();
    }

    boolean isComposite(TypeRef type) {
        return !type.array() && folding.store.get(base(type).object()) instanceof RelationEntry;
    }

    boolean isEnum(TypeRef type) {
        return !type.array()
                && folding.store.get(type.object()) instanceof TypeEntry made
                && made.kind == TypeEntry.Kind.ENUM;
    }

    boolean isRange(TypeRef type) {
        return rangeSubtype(type) != null;
    }

    @Nullable TypeRef rangeSubtype(TypeRef type) {
        if (type.array()) {
            return null;
        }
        if (folding.store.get(type.object()) instanceof TypeEntry made) {
            return made.kind == TypeEntry.Kind.RANGE ? made.base : null;
        }
        Range range = type.object() == 0 ? catalog.range(type.name()) : null;
        return range == null ? null : BuiltinCatalog.type(range.subtype());
    }

    /** The element that a subscript gives; null for what is no array. */
    @Nullable TypeRef element(TypeRef type) {
        TypeRef base = base(type);
        if (base.array()) {
            return base.element();
        }
        return switch (base.object() == 0 ? base.name() : "") {
            case "int2vector" -> TypeRef.builtin("int2");
            case "oidvector" -> TypeRef.builtin("oid");
            default -> null;
        };
    }

    static boolean isPolymorphic(TypeRef type) {
        return type.object() == 0
                && !type.array()
                && type.name().startsWith("any")
                && !type.name().equals("any");
    }

    /** Whether values can be sorted, or at least told apart. */
    boolean isComparable(TypeRef type, boolean ordered) {
        TypeRef base = base(type);
        TypeRef element = base.array() ? base.element() : null;
        if (element != null) {
            return isComparable(element, ordered);
        }
        if (base.object() != 0) {
            return true;
        }
        return switch (base.name()) {
            case "varchar", "cidr", "unknown", "record" -> true;
            default -> {
                Type builtin = catalog.named(base.name());
                yield builtin == null
                        || builtin.hasOrder()
                        || (!ordered && builtin.hasHash())
                        || builtin.kind() != 'b'
                        || base.name().startsWith("reg");
            }
        };
    }

    /** find_coercion_pathway; the context is i (implicit), a (assignment) or e (explicit). */
    Pathway pathway(TypeRef source, TypeRef target, char context) {
        TypeRef from = base(source);
        TypeRef to = base(target);
        if (same(from, to)) {
            return Pathway.RELABEL;
        }
        Cast cast = from.object() == 0 && to.object() == 0 ? catalog.cast(key(from), key(to)) : null;
        if (cast != null) {
            boolean allowed = cast.context() == 'i' || context == 'e' || (context == 'a' && cast.context() == 'a');
            if (!allowed) {
                return Pathway.NONE;
            }
            return switch (cast.method()) {
                case 'b' -> Pathway.RELABEL;
                case 'i' -> Pathway.TEXT;
                default -> Pathway.FUNCTION;
            };
        }
        if (from.array() && to.array()) {
            Pathway elements = pathway(from.element(), to.element(), context);
            if (elements != Pathway.NONE) {
                return elements == Pathway.RELABEL ? Pathway.RELABEL : Pathway.ARRAY;
            }
        }
        if (context != 'i' && category(to) == 'S') {
            return Pathway.TEXT;
        }
        return context == 'e' && category(from) == 'S' ? Pathway.TEXT : Pathway.NONE;
    }

    /** can_coerce_type of one value, without what polymorphic types must have in common. */
    boolean coerces(TypeRef from, TypeRef to, char context) {
        if (same(from, to) || to.is("any") || isPolymorphic(to) || isUntyped(from)) {
            return true;
        }
        if (pathway(from, to, context) != Pathway.NONE) {
            return true;
        }
        if ((from.is("record") && isComposite(to)) || (isComposite(from) && to.is("record"))) {
            return true;
        }
        if (from.array() && to.array() && to.element().is("record") && isComposite(from.element())) {
            return true;
        }
        return inherits(base(from), base(to));
    }

    private boolean inherits(TypeRef from, TypeRef to) {
        if (from.array() || to.array() || !(folding.store.get(from.object()) instanceof RelationEntry child)) {
            return false;
        }
        return child.ofType == to.object() && to.object() != 0
                || child.parents.stream()
                        .anyMatch(parent -> parent == to.object()
                                || inherits(
                                        TypeRef.made(
                                                parent,
                                                folding.store
                                                        .relation(parent)
                                                        .name
                                                        .name()),
                                        to));
    }

    /** IsBinaryCoercible: whether an index on one serves values of the other as they are. */
    boolean isBinaryCoercible(TypeRef from, TypeRef to) {
        if (same(from, to) || to.is("any") || to.is("anyelement")) {
            return true;
        }
        TypeRef source = base(from);
        if (same(source, base(to)) && same(base(to), to)) {
            return true;
        }
        if (isPolymorphic(to)) {
            return switch (to.name()) {
                case "anyarray", "anycompatiblearray" -> source.array();
                case "anyenum" -> isEnum(source);
                case "anyrange", "anycompatiblerange" -> isRange(source);
                default -> false;
            };
        }
        if (to.is("record") && isComposite(source)) {
            return true;
        }
        return pathway(source, to, 'i') == Pathway.RELABEL;
    }

    /** select_common_type; null when the types have nothing in common. Untyped values count for none. */
    @Nullable TypeRef common(List<TypeRef> types) {
        TypeRef first = types.get(0);
        if (!isUntyped(first) && types.stream().allMatch(type -> same(type, first))) {
            return first.withModifier("");
        }
        TypeRef common = base(first);
        for (TypeRef one : types.subList(1, types.size())) {
            TypeRef next = base(one);
            if (isUntyped(next) || same(next, common)) {
                continue;
            }
            if (isUntyped(common)) {
                common = next;
            } else if (category(next) != category(common)) {
                return null;
            } else if (!isPreferred(common) && coerces(common, next, 'i') && !coerces(next, common, 'i')) {
                common = next;
            }
        }
        return isUntyped(common) ? TEXT : common.withModifier("");
    }
}
