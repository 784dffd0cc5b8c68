package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.ColumnName;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A column that goes to another table, with its values.
 *
 * @param from its place in the first schema
 * @param to its place in the second one
 * @param key by columns of the first table, those of the second that say which row has the value; unique in both
 * @param exact whether each value must find a row of the second table
 */
public record Move(ColumnName from, ColumnName to, SortedMap<String, String> key, boolean exact) {
    public Move {
        key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    }

    /** The same, seen from the other table. */
    public Move reversed() {
        SortedMap<String, String> reversed = new TreeMap<>();
        for (Map.Entry<String, String> pair : key.entrySet()) {
            reversed.put(pair.getValue(), pair.getKey());
        }
        return new Move(to, from, reversed, exact);
    }
}
