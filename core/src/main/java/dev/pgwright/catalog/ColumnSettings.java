package dev.pgwright.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What few columns have.
 *
 * @param storage null when the type's own
 * @param compression {@code pglz} or {@code lz4}, null for the server's default
 * @param statisticsTarget null for the server's default
 * @param options {@code n_distinct} and {@code n_distinct_inherited}
 * @param foreignOptions of a foreign table's column
 */
public record ColumnSettings(
        @Nullable Storage storage,
        @Nullable String compression,
        @Nullable Integer statisticsTarget,
        SortedMap<String, String> options,
        SortedMap<String, String> foreignOptions) {
    public static final ColumnSettings NONE = new ColumnSettings(null, null, null, new TreeMap<>(), new TreeMap<>());

    public ColumnSettings {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        foreignOptions = Collections.unmodifiableSortedMap(new TreeMap<>(foreignOptions));
    }

    /** How large values are kept. */
    public enum Storage {
        PLAIN,
        EXTERNAL,
        EXTENDED,
        MAIN
    }
}
