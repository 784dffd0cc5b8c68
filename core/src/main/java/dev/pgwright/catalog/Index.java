package dev.pgwright.catalog;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index that belongs to no constraint.
 *
 * @param predicate the {@code WHERE} of a partial index
 * @param parent the partitioned index this one is attached to
 */
public record Index(
        String name,
        String method,
        List<IndexElement> elements,
        List<String> include,
        boolean unique,
        boolean nullsNotDistinct,
        @Nullable String predicate,
        SortedMap<String, String> storageParameters,
        boolean valid,
        @Nullable QualifiedName parent,
        @Nullable String comment) {
    public Index {
        elements = List.copyOf(elements);
        include = List.copyOf(include);
        storageParameters = Collections.unmodifiableSortedMap(new TreeMap<>(storageParameters));
    }

    public static Index of(String name, String method, List<IndexElement> elements) {
        return new Index(name, method, elements, List.of(), false, false, null, new TreeMap<>(), true, null, null);
    }

    public Index withInclude(List<String> columns) {
        return new Index(
                name,
                method,
                elements,
                columns,
                unique,
                nullsNotDistinct,
                predicate,
                storageParameters,
                valid,
                parent,
                comment);
    }

    public Index withPredicate(@Nullable String condition) {
        return new Index(
                name,
                method,
                elements,
                include,
                unique,
                nullsNotDistinct,
                condition,
                storageParameters,
                valid,
                parent,
                comment);
    }

    public Index withUnique() {
        return new Index(
                name,
                method,
                elements,
                include,
                true,
                nullsNotDistinct,
                predicate,
                storageParameters,
                valid,
                parent,
                comment);
    }

    public Index withComment(@Nullable String text) {
        return new Index(
                name,
                method,
                elements,
                include,
                unique,
                nullsNotDistinct,
                predicate,
                storageParameters,
                valid,
                parent,
                text);
    }
}
