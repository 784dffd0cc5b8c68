package dev.pgwright.locks;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether ALTER COLUMN ... TYPE leaves the stored values as they are: what ATColumnChangeRequiresRewrite in PostgreSQL's
 * tablecmds.c finds after the planner has dropped the length coercions that change nothing (the support functions of
 * varchar, varbit, numeric, the times and interval).
 */
final class TypeChange {
    private static final Set<String> CATALOG_REFERENCES = Set.of(
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype");

    /** pg_cast, castmethod 'b', but for the types above. */
    private static final Map<String, Set<String>> SAME_BYTES = Map.of(
            "text", Set.of("varchar", "bpchar"),
            "varchar", Set.of("text", "bpchar"),
            "xml", Set.of("text", "varchar", "bpchar"),
            "cidr", Set.of("inet"),
            "bit", Set.of("varbit"),
            "varbit", Set.of("bit"));

    /** Types that share their operator classes. */
    private static final Map<String, String> INDEXED_AS = Map.of("varchar", "text", "cidr", "inet");

    private static final Set<String> TIMES = Set.of("time", "timetz", "timestamp", "timestamptz", "interval");
    private static final int MOST_SECOND_DIGITS = 6;
    /** Every field of an interval, as its type modifier says it. */
    private static final int FULL_RANGE = 0x7FFF;

    private TypeChange() {}

    /**
     * Whether a column keeps its bytes.
     *
     * @param using the expression behind USING
     */
    static boolean keepsValues(TypeShape from, TypeShape to, String column, @Nullable Node using, Relations relations) {
        if (using == null || isColumn(using, column)) {
            return keepsValues(from, to);
        }
        if (using instanceof TypeCast cast && cast.arg() != null && cast.typeName() != null) {
            TypeShape between = TypeShape.of(cast.typeName(), relations);
            return isColumn(cast.arg(), column) && keepsValues(from, between) && keepsValues(between, to);
        }
        return false;
    }

    private static boolean isColumn(Node tree, String column) {
        return tree instanceof ColumnRef reference
                && reference.fields().size() == 1
                && Nodes.names(reference.fields()).equals(List.of(column));
    }

    private static boolean keepsValues(TypeShape from, TypeShape to) {
        if (to.constrained() && (to.domain() == null || !to.domain().equals(from.domain()))) {
            return false;
        }
        if (from.array() != to.array()) {
            return false;
        }
        boolean sameLength = to.modifiers().isEmpty() || to.modifiers().equals(from.modifiers());
        if (from.base().equals(to.base())) {
            return sameLength || (!from.array() && isWider(from.base(), from.modifiers(), to.modifiers()));
        }
        // the length of the old type says nothing for the new one
        return !from.array() && to.modifiers().isEmpty() && sameBytes(from.base(), to.base());
    }

    private static boolean sameBytes(String from, String to) {
        if (SAME_BYTES.getOrDefault(from, Set.of()).contains(to)) {
            return true;
        }
        boolean reference = CATALOG_REFERENCES.contains(from);
        if (from.equals("int4") || from.equals("oid")) {
            return to.equals("int4") || to.equals("oid") || CATALOG_REFERENCES.contains(to);
        }
        return reference
                && (to.equals("int4")
                        || to.equals("oid")
                        || (from.equals("regoper") && to.equals("regoperator"))
                        || (from.equals("regoperator") && to.equals("regoper"))
                        || (from.equals("regproc") && to.equals("regprocedure"))
                        || (from.equals("regprocedure") && to.equals("regproc")));
    }

    private static boolean isWider(String base, List<Integer> from, List<Integer> to) {
        if (TIMES.contains(base)) {
            return base.equals("interval") ? isWiderInterval(from, to) : isFiner(last(from), last(to));
        }
        if (from.isEmpty()) {
            return false;
        }
        if (base.equals("varchar") || base.equals("varbit")) {
            return to.get(0) >= from.get(0);
        }
        return base.equals("numeric")
                && from.size() == 2
                && to.size() == 2
                && to.get(1).equals(from.get(1))
                && to.get(0) >= from.get(0);
    }

    /** The first modifier says the fields; other fields than all are taken to change the values. */
    private static boolean isWiderInterval(List<Integer> from, List<Integer> to) {
        if (to.get(0) != FULL_RANGE) {
            return false;
        }
        return isFiner(from.size() < 2 ? null : last(from), to.size() < 2 ? null : last(to));
    }

    private static @Nullable Integer last(List<Integer> modifiers) {
        return modifiers.isEmpty() ? null : modifiers.get(modifiers.size() - 1);
    }

    private static boolean isFiner(@Nullable Integer from, @Nullable Integer to) {
        return to == null || to >= MOST_SECOND_DIGITS || (from != null && to >= from);
    }

    /** Whether indexes on the column can keep their files, as far as its type matters. */
    static boolean keepsIndexes(TypeShape from, TypeShape to) {
        return INDEXED_AS.getOrDefault(from.base(), from.base()).equals(INDEXED_AS.getOrDefault(to.base(), to.base()));
    }
}
