package dev.pgwright.review.rules.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the values of types lie in a row (pg_type.typlen and typalign of PostgreSQL 14 to 18). */
final class TypeLayout {
    /** Length and alignment in bytes, of types of a fixed length. */
    private static final Map<String, List<Integer>> FIXED = Map.ofEntries(
            Map.entry("int8", List.of(8, 8)),
            Map.entry("float8", List.of(8, 8)),
            Map.entry("timestamp", List.of(8, 8)),
            Map.entry("timestamptz", List.of(8, 8)),
            Map.entry("time", List.of(8, 8)),
            Map.entry("money", List.of(8, 8)),
            Map.entry("timetz", List.of(12, 8)),
            Map.entry("interval", List.of(16, 8)),
            Map.entry("point", List.of(16, 8)),
            Map.entry("int4", List.of(4, 4)),
            Map.entry("float4", List.of(4, 4)),
            Map.entry("date", List.of(4, 4)),
            Map.entry("oid", List.of(4, 4)),
            Map.entry("int2", List.of(2, 2)),
            Map.entry("bool", List.of(1, 1)),
            Map.entry("char", List.of(1, 1)),
            Map.entry("uuid", List.of(16, 1)));
    /** To what a whole row is aligned. */
    private static final int ROW = 8;

    private TypeLayout() {}

    static Set<String> fixedTypes() {
        return FIXED.keySet();
    }

    /** Its length in bytes; 0 when it varies. */
    static int length(String type) {
        return FIXED.getOrDefault(type, List.of(0, 1)).get(0);
    }

    /** To what number of bytes it is aligned; 1 for texts and the like, which are not while they are short. */
    static int alignment(String type) {
        return FIXED.getOrDefault(type, List.of(0, 1)).get(1);
    }

    /** Bytes of padding in a row whose columns have these types in this order; behind a value of any length the average. */
    static double padding(List<String> types) {
        double padding = 0;
        int offset = 0;
        boolean known = true;
        for (String type : types) {
            int alignment = alignment(type);
            if (length(type) == 0) {
                known = false;
            } else if (known) {
                int gap = (alignment - offset % alignment) % alignment;
                padding += gap;
                offset += gap + length(type);
            } else {
                padding += (alignment - 1) / 2.0;
                if (alignment == ROW) {
                    known = true;
                    offset = length(type);
                }
            }
        }
        return padding + (known ? (ROW - offset % ROW) % ROW : (ROW - 1) / 2.0);
    }

    /** The types in the order that pads least: by alignment, what varies last. */
    static List<String> packed(List<String> types) {
        return types.stream()
                .sorted(Comparator.comparing((String type) -> length(type) == 0 ? 1 : 0)
                        .thenComparing(type -> -alignment(type)))
                .toList();
    }
}
