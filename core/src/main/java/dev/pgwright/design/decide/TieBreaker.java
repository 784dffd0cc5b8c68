package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key columns that make the order of a list total. */
public final class TieBreaker {
    private TieBreaker() {}

    /** The row key, without columns that the sort has or that a filter fixes to one value. */
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
        return mapping.rowKey(table).stream()
                .filter(column -> !settled.contains(column))
                .toList();
    }
}
