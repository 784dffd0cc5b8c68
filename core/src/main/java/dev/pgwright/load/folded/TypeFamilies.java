package dev.pgwright.load.folded;

import java.util.List;
import java.util.Set;

/** Which types can be compared with each other. */
final class TypeFamilies {
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("int2", "int4", "int8", "numeric", "float4", "float8"),
            Set.of("text", "varchar", "bpchar", "name"),
            Set.of("date", "timestamp", "timestamptz"),
            Set.of("uuid"),
            Set.of("bool"),
            Set.of("bytea"));

    private TypeFamilies() {}

    /** Whether the two are PostgreSQL's own and of families that have no equality between them. */
    static boolean areStrange(TypeRef one, TypeRef other) {
        if (one.object() != 0 || other.object() != 0 || !one.known() || !other.known()) {
            return false;
        }
        if (one.array() || other.array()) {
            return one.array() != other.array();
        }
        int first = family(one.name());
        int second = family(other.name());
        return first >= 0 && second >= 0 && first != second;
    }

    private static int family(String type) {
        for (int i = 0; i < FAMILIES.size(); i++) {
            if (FAMILIES.get(i).contains(type)) {
                return i;
            }
        }
        return -1;
    }
}
