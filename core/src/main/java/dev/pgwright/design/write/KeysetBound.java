package dev.pgwright.design.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of a list start: before the first value of a key in the order of the list.
 *
 * @param value a SQL literal; null where a type has no such value
 * @param beyond whether no row can have it; otherwise rows that have it are told apart by the keys behind
 */
record KeysetBound(@Nullable String value, boolean beyond) {
    /**
     * The bound of a type.
     *
     * @param values of an enum type, in its order; else empty
     */
    static KeysetBound of(String type, boolean descending, List<String> values) {
        if (!values.isEmpty()) {
            return extreme("'" + values.get(descending ? values.size() - 1 : 0) + "'");
        }
        if (type.startsWith("numeric")) {
            return beyond(descending ? "'Infinity'" : "'-Infinity'");
        }
        return switch (type) {
            case "timestamp with time zone", "date" -> beyond(descending ? "'infinity'" : "'-infinity'");
            case "real", "double precision" -> beyond(descending ? "'Infinity'" : "'-Infinity'");
            case "bigint" -> beyond(descending ? Long.toString(Long.MAX_VALUE) : "'" + Long.MIN_VALUE + "'");
            case "integer" -> beyond(descending ? Integer.toString(Integer.MAX_VALUE) : "'" + Integer.MIN_VALUE + "'");
            case "uuid" ->
                beyond(
                        descending
                                ? "'ffffffff-ffff-ffff-ffff-ffffffffffff'"
                                : "'00000000-0000-0000-0000-000000000000'");
            case "boolean" -> extreme(descending ? "true" : "false");
            case "time without time zone" -> extreme(descending ? "'24:00'" : "'00:00'");
            // the largest that every supported version stores (documentation 8.5, table 8.9)
            case "interval" -> extreme(descending ? "'178000000 years'" : "'-178000000 years'");
            case "inet" -> extreme(descending ? "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'" : "'0.0.0.0/0'");
            case "text" -> descending ? new KeysetBound(null, false) : extreme("''");
            default -> new KeysetBound(null, false);
        };
    }

    private static KeysetBound beyond(String value) {
        return new KeysetBound(value, true);
    }

    private static KeysetBound extreme(String value) {
        return new KeysetBound(value, false);
    }
}
