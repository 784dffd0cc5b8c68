package dev.pgwright.design.prove.evaluate;

import dev.pgwright.catalog.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row as it is stored. Two rows are one only if they are the same object. */
public final class ContentRow {
    private final QualifiedName table;
    private final Map<String, @Nullable Value> values;

    ContentRow(QualifiedName table, Map<String, @Nullable Value> values) {
        this.table = table;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public QualifiedName table() {
        return table;
    }

    /** Its values by column, in the order of the table. */
    public Map<String, @Nullable Value> values() {
        return values;
    }

    /** The value of a column; null also for a column that the table does not have. */
    public @Nullable Value value(String column) {
        return values.get(column);
    }

    /** The row with other values in some columns. */
    ContentRow with(Map<String, @Nullable Value> changed) {
        Map<String, @Nullable Value> all = new LinkedHashMap<>(values);
        all.putAll(changed);
        return new ContentRow(table, all);
    }

    /** All values as one text that equal rows have in common. */
    public String canonical() {
        return canonicalWithout(Set.of());
    }

    /** The same without some columns. */
    public String canonicalWithout(Set<String> columns) {
        StringBuilder text = new StringBuilder();
        values.forEach((column, value) -> {
            if (!columns.contains(column)) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(column)
                        .append("=")
                        .append(value == null ? "null" : value.canonical());
            }
        });
        return text.toString();
    }
}
