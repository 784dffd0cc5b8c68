package dev.pgwright.design.prove.evaluate;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Measure;
import dev.pgwright.design.requirements.AccessPattern.Rank;
import dev.pgwright.source.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers of an aggregate. */
final class Totals {
    private final Walk walk;
    private final AccessPattern pattern;
    private final ValueOrder order;

    Totals(Walk walk, AccessPattern pattern, ValueOrder order) {
        this.walk = walk;
        this.pattern = pattern;
        this.order = order;
    }

    /** One row per group, its groups first, then its measures; without groups there is one row. */
    List<List<String>> expected(List<ContentRow> rows) {
        Map<List<String>, List<ContentRow>> groups = new LinkedHashMap<>();
        if (pattern.groupBy().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (ContentRow row : rows) {
            List<String> group = new ArrayList<>();
            for (String path : pattern.groupBy()) {
                Value value = walk.value(pattern.entity(), path, row);
                group.add(path + "=" + (value == null ? "null" : value.canonical()));
            }
            groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(row);
        }
        List<Group> sorted = new ArrayList<>();
        groups.forEach((group, members) -> sorted.add(new Group(group, members)));
        sorted.sort(this::compare);
        List<List<String>> result = new ArrayList<>();
        for (Group group : sorted.subList(0, Math.min(most(), sorted.size()))) {
            List<String> values = new ArrayList<>(group.names());
            for (Measure measure : pattern.measures()) {
                Object key = key(measure, group.rows());
                values.add(label(measure) + "=" + (key == null ? "null" : Value.canonical(key)));
            }
            result.add(values);
        }
        return result;
    }

    /** The rows of a group; without groups, none is possible. */
    private record Group(List<String> names, List<ContentRow> rows) {}

    private int most() {
        return pattern.page() == null ? Integer.MAX_VALUE : pattern.page();
    }

    /** By the ranks, then by the groups; what has no value comes last. */
    private int compare(Group left, Group right) {
        Comparator<Group> comparator = (one, other) -> 0;
        for (Rank rank : pattern.ranks()) {
            comparator = comparator.thenComparing(by(rank));
        }
        for (String path : pattern.groupBy()) {
            comparator = comparator.thenComparing(by(new Rank(Place.UNKNOWN, path, null, false)));
        }
        return comparator.compare(left, right);
    }

    private Comparator<Group> by(Rank rank) {
        Measure measure = rank.measure();
        if (measure == null) {
            String path = Objects.requireNonNull(rank.group());
            Comparator<Value> directed = rank.descending() ? order.reversed() : order;
            return Comparator.comparing(
                    group -> walk.value(pattern.entity(), path, group.rows().get(0)), Comparator.nullsLast(directed));
        }
        return (left, right) -> {
            Object one = key(measure, left.rows());
            Object other = key(measure, right.rows());
            if (one == null || other == null) {
                return Boolean.compare(one == null, other == null);
            }
            int compared = order.compareKeys(one, other);
            return rank.descending() ? -compared : compared;
        };
    }

    private @Nullable Object key(Measure measure, List<ContentRow> rows) {
        String path = measure.path();
        if (path == null) {
            return BigDecimal.valueOf(rows.size());
        }
        List<Value> values = new ArrayList<>();
        for (ContentRow row : rows) {
            Value value = walk.value(pattern.entity(), path, row);
            if (value != null) {
                values.add(value);
            }
        }
        return Aggregate.of(measure.function(), values, order);
    }

    /** Why the columns of a result do not tell all that is wanted; empty when they do. */
    Optional<String> missing(List<String> columns) {
        int wanted = pattern.groupBy().size() + pattern.measures().size();
        return columns.size() == wanted
                ? Optional.empty()
                : Optional.of("the result has " + columns.size() + " columns where " + wanted + " were expected");
    }

    /** A row of a result: groups and measures are in the order of the pattern. */
    List<String> real(List<@Nullable String> texts) {
        List<String> values = new ArrayList<>();
        int column = 0;
        for (String path : pattern.groupBy()) {
            values.add(path + "=" + read(walk.kind(walk.resolve(pattern.entity(), path)), texts.get(column++)));
        }
        for (Measure measure : pattern.measures()) {
            String text = texts.get(column++);
            values.add(label(measure) + "=" + real(measure, text));
        }
        return values;
    }

    private String real(Measure measure, @Nullable String text) {
        if (text == null) {
            return "null";
        }
        if (measure.path() == null || measure.function() == Function.COUNT) {
            return text;
        }
        return read(walk.kind(walk.resolve(pattern.entity(), measure.path())), text);
    }

    private static String read(ValueKind kind, @Nullable String text) {
        return text == null ? "null" : ValueReader.read(kind, text).canonical();
    }

    private static String label(Measure measure) {
        String function = measure.function().name().toLowerCase(Locale.ROOT);
        return measure.path() == null ? function : function + " of " + measure.path();
    }
}
