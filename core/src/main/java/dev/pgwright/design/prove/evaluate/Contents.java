package dev.pgwright.design.prove.evaluate;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is in the tables. */
public final class Contents {
    private final Map<QualifiedName, List<ContentRow>> rows = new LinkedHashMap<>();
    private final Map<QualifiedName, Map<String, Map<String, List<ContentRow>>>> byValue = new HashMap<>();

    /** Adds a table's rows, given as the texts of their columns. */
    public void add(Catalog catalog, Table table, List<String> columns, List<List<@Nullable String>> texts) {
        Map<String, ValueKind> kinds = new HashMap<>();
        for (Column column : table.columns()) {
            kinds.put(column.name(), ValueKind.ofType(column.type(), catalog));
        }
        List<ContentRow> read = new ArrayList<>();
        for (List<@Nullable String> row : texts) {
            Map<String, @Nullable Value> values = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String text = row.get(i);
                ValueKind kind = kinds.get(columns.get(i));
                values.put(columns.get(i), text == null || kind == null ? null : ValueReader.read(kind, text));
            }
            read.add(new ContentRow(table.name(), values));
        }
        rows.put(table.name(), read);
    }

    /** The rows of a table in the order in which they were added. */
    public List<ContentRow> rows(QualifiedName table) {
        return rows.getOrDefault(table, List.of());
    }

    public Set<QualifiedName> tables() {
        return rows.keySet();
    }

    /** The rows that have this value in a column. */
    List<ContentRow> having(QualifiedName table, String column, @Nullable Value value) {
        if (value == null) {
            return List.of();
        }
        return byValue.computeIfAbsent(table, unused -> new HashMap<>())
                .computeIfAbsent(column, unused -> index(table, column))
                .getOrDefault(value.canonical(), List.of());
    }

    private Map<String, List<ContentRow>> index(QualifiedName table, String column) {
        Map<String, List<ContentRow>> index = new HashMap<>();
        for (ContentRow row : rows(table)) {
            Value value = row.value(column);
            if (value != null) {
                index.computeIfAbsent(value.canonical(), unused -> new ArrayList<>())
                        .add(row);
            }
        }
        return index;
    }

    /** Every text that is stored somewhere, once. */
    public Set<String> texts() {
        Set<String> texts = new TreeSet<>();
        rows.values()
                .forEach(list -> list.forEach(row -> row.values().values().forEach(value -> {
                    if (value != null && value.kind().family() == ValueKind.Family.TEXT) {
                        texts.add(value.text());
                    }
                })));
        return texts;
    }

    /** The same with the tables that the other contents have as those have them. */
    Contents with(Contents other) {
        return with(other.rows);
    }

    /** The same contents with other rows in some tables. */
    public Contents with(Map<QualifiedName, List<ContentRow>> changed) {
        Contents other = new Contents();
        other.rows.putAll(rows);
        other.rows.putAll(changed);
        return other;
    }
}
