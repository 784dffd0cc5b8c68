package dev.pgwright.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A partition's index that it has because of an index or constraint of a table above it, where it is not just as
 * PostgreSQL would make it.
 *
 * @param root the name of the index or constraint, in whichever table above has it
 */
public record AttachedIndex(
        String name,
        String root,
        SortedMap<String, String> storageParameters,
        @Nullable String tablespace,
        @Nullable String comment) {
    public AttachedIndex {
        storageParameters = Collections.unmodifiableSortedMap(new TreeMap<>(storageParameters));
    }
}
