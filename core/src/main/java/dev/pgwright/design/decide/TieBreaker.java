package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.Entity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key columns that make the order of a list total. */
public final class TieBreaker {
    private static final Set<BusinessType> ORDERED =
            EnumSet.of(BusinessType.INTEGER, BusinessType.DATE, BusinessType.TIMESTAMP, BusinessType.UUID);

    private TieBreaker() {}

    /**
     * The row key, without columns that the sort has or that a filter fixes to one value; empty where these are unique
     * without it. Without a sort, the rest of a unique rule that the filters begin: its key serves the list, and no index
     * has to be made for it.
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
        if (!pattern.sort().isEmpty() && isTotal(mapping, table.entity(), settled)) {
            return List.of();
        }
        // a list without a sort still needs an order for its pages: one that a key has which its filters begin
        if (pattern.sort().isEmpty() && !isRanked(pattern)) {
            Optional<List<String>> rest = restOfRule(mapping, table.entity(), settled);
            if (rest.isPresent()) {
                return rest.get();
            }
        }
        return table.rowKey().stream()
                .filter(column -> !settled.contains(column))
                .toList();
    }

    /**
     * What the children of one row are in the order of: the rest of a unique rule that their reference begins, as a line's
     * number within its order, else their key.
     *
     * @param reference the column by which they are the row's
     */
    public static List<String> ofChildren(Mapping mapping, Mapping.EntityTable children, String reference) {
        return restOfRule(mapping, children.entity(), Set.of(reference)).orElseGet(() -> children.rowKey());
    }

    private static boolean isRanked(AccessPattern pattern) {
        return pattern.filters().stream()
                .anyMatch(filter -> filter.operator() == Operator.MATCHES || filter.operator() == Operator.NEAREST);
    }

    /** The columns of a unique rule behind those that are settled, all of them compared by number. */
    private static Optional<List<String>> restOfRule(Mapping mapping, Entity entity, Set<String> settled) {
        return mapping.requirements().allRules().stream()
                .filter(rule -> rule.entity().equals(entity.name()))
                .flatMap(rule -> rule instanceof UniqueTogether unique ? Stream.of(unique) : Stream.empty())
                .map(unique -> unique.paths().stream()
                        .map(path -> column(mapping, entity, path))
                        .toList())
                .filter(columns -> columns.stream().allMatch(Optional::isPresent))
                .map(columns -> columns.stream().map(Optional::orElseThrow).toList())
                .filter(columns -> settled.contains(columns.get(0)))
                .map(columns -> columns.stream().dropWhile(settled::contains).toList())
                .filter(rest -> !rest.isEmpty() && rest.stream().noneMatch(settled::contains))
                .findFirst();
    }

    /** The column of a part of a rule that every row has, and whose order is that of numbers. */
    private static Optional<String> column(Mapping mapping, Entity entity, String path) {
        Optional<Mapping.Reference> reference = mapping.reference(entity.name(), path);
        if (reference.isPresent()) {
            boolean made = !reference.get().parent().idType().equals("text");
            return reference.filter(one -> one.required() && made).map(Mapping.Reference::column);
        }
        return entity.attribute(path)
                .filter(attribute -> attribute.required() && ORDERED.contains(attribute.type()))
                .map(Attribute::name);
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
