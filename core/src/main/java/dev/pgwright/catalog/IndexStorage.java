package dev.pgwright.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the index of a constraint is kept: {@code WITH (...)} and {@code USING INDEX TABLESPACE}. */
public record IndexStorage(
        SortedMap<String, String> parameters, @Nullable String tablespace) {
    public static final IndexStorage DEFAULT = new IndexStorage(new TreeMap<>(), null);

    public IndexStorage {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
}
