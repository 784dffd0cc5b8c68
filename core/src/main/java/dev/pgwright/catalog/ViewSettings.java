package dev.pgwright.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What few views have.
 *
 * @param tablespace of a materialized view, null for the database's default
 * @param accessMethod of a materialized view, null for heap
 * @param clusteredOn the index of {@code CLUSTER ON}
 * @param columnDefaults what {@code INSERT} into a view takes for a column, by the column's name
 * @param columns settings of a materialized view's columns, by name
 */
public record ViewSettings(
        @Nullable String tablespace,
        @Nullable String accessMethod,
        @Nullable String clusteredOn,
        SortedMap<String, String> columnDefaults,
        SortedMap<String, ColumnSettings> columns) {
    public static final ViewSettings NONE = new ViewSettings(null, null, null, new TreeMap<>(), new TreeMap<>());

    public ViewSettings {
        columnDefaults = Collections.unmodifiableSortedMap(new TreeMap<>(columnDefaults));
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }
}
