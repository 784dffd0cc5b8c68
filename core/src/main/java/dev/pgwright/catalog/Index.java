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
 * @param tablespace null for the database's default
 * @param statisticsTargets of keys that are expressions, in order
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
        @Nullable String tablespace,
        List<StatisticsTarget> statisticsTargets,
        @Nullable String comment) {
    public Index {
        elements = List.copyOf(elements);
        include = List.copyOf(include);
        storageParameters = Collections.unmodifiableSortedMap(new TreeMap<>(storageParameters));
        statisticsTargets = List.copyOf(statisticsTargets);
    }

    /** How many values ANALYZE keeps of a key that is an expression; {@code key} is its place, from 1. */
    public record StatisticsTarget(int key, int target) {}

    /** An index without what few indexes have. */
    public Index(
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
        this(
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
                null,
                List.of(),
                comment);
    }

    public static Index of(String name, String method, List<IndexElement> elements) {
        return new Index(name, method, elements, List.of(), false, false, null, new TreeMap<>(), true, null, null);
    }

    /** The same under another name, without its comment. */
    public Index named(String other) {
        return new Index(
                other,
                method,
                elements,
                include,
                unique,
                nullsNotDistinct,
                predicate,
                storageParameters,
                valid,
                parent,
                tablespace,
                statisticsTargets,
                null);
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
                tablespace,
                statisticsTargets,
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
                tablespace,
                statisticsTargets,
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
                tablespace,
                statisticsTargets,
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
                tablespace,
                statisticsTargets,
                text);
    }
}
