package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.Entity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key columns that make the order of a list total. */
public final class TieBreaker {
    private TieBreaker() {}

    /**
     * The row key, without columns that the sort has or that a filter fixes to one value; empty where these are unique
     * without it.
     */
    public static List<String> columns(Mapping mapping, AccessPattern pattern) {
        var table = mapping.table(pattern.entity());
        Set<String> settled = Stream.concat(
                        pattern.sort().stream().map(AccessPattern.Sort::path),
                        pattern.filters().stream()
                                .filter(filter -> filter.operator() == Operator.EQUALS)
                                .map(Filter::path))
                .map(path -> PathResolver.resolve(mapping, pattern.entity(), path))
                .filter(PathResolver.Resolved::own)
                .map(PathResolver.Resolved::column)
                .collect(Collectors.toSet());
        // a list without a sort still needs an order for its pages
        if (!pattern.sort().isEmpty() && isTotal(mapping, table.entity(), settled)) {
            return List.of();
        }
        return mapping.rowKey(table).stream()
                .filter(column -> !settled.contains(column))
                .toList();
    }

    /** Whether no two rows can agree in these columns; the tenant is always the same one. */
    private static boolean isTotal(Mapping mapping, Entity entity, Set<String> columns) {
        boolean attribute = entity.attributes().stream()
                .anyMatch(each -> each.unique() && each.required() && columns.contains(each.name()));
        boolean rule = mapping.requirements().rules().stream()
                .filter(each -> each.entity().equals(entity.name()))
                .flatMap(each -> each instanceof UniqueTogether unique ? Stream.of(unique) : Stream.empty())
                .anyMatch(
                        unique -> unique.paths().stream().allMatch(path -> isSettled(mapping, entity, path, columns)));
        return attribute || rule;
    }

    /** A missing value is like no other, so that several rows can have none. */
    private static boolean isSettled(Mapping mapping, Entity entity, String path, Set<String> columns) {
        return mapping.reference(entity.name(), path)
                .map(reference -> reference.required() && columns.contains(reference.column()))
                .orElseGet(() -> columns.contains(path)
                        && entity.attribute(path).filter(Attribute::required).isPresent());
    }
}
