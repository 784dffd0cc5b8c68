package dev.pgwright.data;

import dev.pgwright.catalog.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table to be filled; of a partitioned table the whole.
 *
 * @param rows how many
 * @param columns by name
 */
public record TableProfile(QualifiedName table, long rows, Map<String, ColumnProfile> columns) {
    public TableProfile {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (rows < 0) {
            throw new IllegalArgumentException("a table cannot have " + rows + " rows: " + table);
        }
    }

    public static TableProfile of(QualifiedName table, long rows, List<ColumnProfile> columns) {
        Map<String, ColumnProfile> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.column(), column));
        return new TableProfile(table, rows, named);
    }

    /** The same with another profile of one column. */
    public TableProfile with(ColumnProfile column) {
        Map<String, ColumnProfile> changed = new LinkedHashMap<>(columns);
        changed.put(column.column(), column);
        return new TableProfile(table, rows, changed);
    }

    public ColumnProfile column(String name) {
        ColumnProfile profile = columns.get(name);
        if (profile == null) {
            throw new IllegalStateException("no profile of " + table + "." + name);
        }
        return profile;
    }
}
