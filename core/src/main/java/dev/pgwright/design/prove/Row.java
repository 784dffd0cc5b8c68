package dev.pgwright.design.prove;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param given the values that its INSERT says; the server finds the others
 * @param stored all its values as the server returned them, in text form
 */
record Row(Table table, Map<String, @Nullable String> given, Map<String, @Nullable String> stored) {
    Row {
        given = Collections.unmodifiableMap(new HashMap<>(given));
        stored = Collections.unmodifiableMap(new HashMap<>(stored));
    }

    List<@Nullable String> storedValues(List<String> columns) {
        List<@Nullable String> values = new ArrayList<>();
        columns.forEach(column -> values.add(stored.get(column)));
        return values;
    }

    /** An INSERT of these values in order of column position; identity columns are overridden when they have one. */
    static String insert(Table table, Map<String, @Nullable String> values) {
        return insert(Quoted.name(table.name()), table, values);
    }

    /** The same into another relation with the table's columns: a partition. */
    static String insert(String relation, Table table, Map<String, @Nullable String> values) {
        List<String> columns = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        boolean overriding = false;
        for (Column column : table.columns()) {
            if (values.containsKey(column.name())) {
                columns.add(column.name());
                literals.add(Quoted.literal(values.get(column.name())).strip());
                overriding |= column.identity() != null && column.identity().always();
            }
        }
        if (columns.isEmpty()) {
            return "INSERT INTO " + relation + " DEFAULT VALUES";
        }
        return "INSERT INTO " + relation + " (" + Quoted.names(columns) + ")"
                + (overriding ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES (" + String.join(", ", literals) + ")";
    }

    /** The row's condition: each of these columns equals its stored value. */
    String matches(List<String> columns) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            parts.add(Quoted.name(column) + " IS NOT DISTINCT FROM "
                    + Quoted.literal(stored.get(column)).strip());
        }
        return String.join(" AND ", parts);
    }

    /** The primary key's condition; all comparable columns' where there is none. */
    String isThisRow() {
        List<String> key = table.primaryKey()
                .map(primary -> primary.columns())
                .orElseGet(() -> table.columns().stream()
                        .map(Column::name)
                        .filter(stored::containsKey)
                        .toList());
        return matches(key);
    }
}
