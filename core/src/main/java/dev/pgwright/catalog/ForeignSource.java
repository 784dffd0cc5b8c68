package dev.pgwright.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a foreign table's rows are. */
public record ForeignSource(String server, SortedMap<String, String> options) {
    public ForeignSource {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }
}
