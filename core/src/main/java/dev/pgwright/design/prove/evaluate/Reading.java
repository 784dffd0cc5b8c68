package dev.pgwright.design.prove.evaluate;

import dev.pgwright.design.decide.SearchDocument;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reading access pattern means over the contents. */
public final class Reading {
    private final Walk walk;
    private final AccessPattern pattern;
    private final Selection selection;
    private final Projection projection;
    private final Totals totals;
    private final Comparison comparison;

    Reading(Walk walk, Selection selection, AccessPattern pattern, Comparison comparison) {
        this.walk = walk;
        this.pattern = pattern;
        this.comparison = comparison;
        this.selection = selection;
        this.projection = new Projection(walk, pattern);
        this.totals = new Totals(walk, pattern, comparison.order());
    }

    public AccessPattern pattern() {
        return pattern;
    }

    /** The rows that pass all filters. */
    public List<ContentRow> matching(Arguments arguments) {
        return selection.matching(arguments);
    }

    /** The rows of a list in its order; those that have no value to sort by are on no page. */
    public List<ContentRow> sorted(List<ContentRow> rows) {
        return selection.sorted(rows);
    }

    /** The rows that the pattern returns for these, in canonical form. */
    public List<List<String>> expected(List<ContentRow> rows) {
        return pattern.kind() == Kind.AGGREGATE
                ? totals.expected(rows)
                : rows.stream().map(projection::expected).toList();
    }

    /** Why the columns of a result do not tell all that is wanted; empty when they do. */
    public Optional<String> missing(List<String> columns) {
        return pattern.kind() == Kind.AGGREGATE ? totals.missing(columns) : projection.missing(columns);
    }

    /** Rows of a result in canonical form; its columns are not {@link #missing}. */
    public List<List<String>> real(List<String> columns, List<List<@Nullable String>> rows) {
        List<List<String>> result = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            result.add(pattern.kind() == Kind.AGGREGATE ? totals.real(row) : projection.real(columns, row));
        }
        return result;
    }

    /** The text of the value at the end of a path; null where there is none. */
    public @Nullable String text(String path, ContentRow row) {
        Value value = selection.value(path, row);
        return value == null ? null : value.text();
    }

    /** The names that a result column for a path may have. */
    public List<String> labels(String path) {
        return projection.labels(path);
    }

    /** The kind of the values at the end of a path. */
    public ValueKind kind(String path) {
        return walk.kind(walk.resolve(pattern.entity(), path));
    }

    /** The texts that a filter's path has in a row: several across a many-to-many relationship. */
    public List<String> texts(Filter filter, ContentRow row) {
        var resolved = walk.resolve(pattern.entity(), filter.path());
        if (resolved.junction() != null) {
            return walk.linked(resolved, row).stream().map(Value::text).toList();
        }
        Value value = walk.value(resolved, row);
        return value == null ? List.of() : List.of(value.text());
    }

    /** Texts of a filter's path in the order of their values; as they come where values have no order. */
    public List<String> ordered(Filter filter, List<String> texts) {
        ValueKind kind = kind(filter.path());
        return switch (kind.family()) {
            case JSON, TEXTS, PERIOD, DATE_PERIOD, POINT, OTHER -> texts;
            default ->
                texts.stream()
                        .map(text -> ValueReader.read(kind, text))
                        .sorted(comparison.order())
                        .map(Value::text)
                        .toList();
        };
    }

    /** Whether the list is ordered by how near its rows are to a point. */
    public Optional<Filter> nearest() {
        return pattern.filters().stream()
                .filter(filter -> filter.operator() == Operator.NEAREST)
                .findFirst();
    }

    /** The filters whose texts are searched together with that of one: own texts are one document. */
    public List<Filter> searchedWith(Filter filter) {
        List<Filter> own = Selection.ownSearches(pattern);
        return own.contains(filter) ? own : List.of(filter);
    }

    /** The lexemes of words in a search. */
    public List<Set<String>> lexemes(Filter filter, List<String> words) {
        var resolved = walk.resolve(pattern.entity(), filter.path());
        List<String> together =
                filter.path().contains(".") ? List.of(resolved.column()) : SearchDocument.attributes(pattern);
        return comparison
                .lexemes()
                .of(SearchDocument.configuration(resolved.table().entity(), together), words);
    }

    /** Whether the list is ordered by how well its rows match a search. */
    public boolean isRanked() {
        return pattern.kind() == Kind.LIST
                && pattern.sort().isEmpty()
                && !Selection.ownSearches(pattern).isEmpty();
    }

    /** Whether the numbers of an aggregate come in an order that is asked for. */
    public boolean isOrderedAggregate() {
        return !pattern.ranks().isEmpty() || (pattern.kind() == Kind.AGGREGATE && pattern.page() != null);
    }

    /** How far a row is from the point that was passed; empty for a row that is nowhere. */
    public OptionalDouble distance(Filter nearest, ContentRow row, Arguments arguments) {
        Value value = selection.value(nearest.path(), row);
        if (value == null) {
            return OptionalDouble.empty();
        }
        Value point =
                ValueReader.read(value.kind(), arguments.passed(nearest.path()).get(0));
        return OptionalDouble.of(((Value.Point) value.key()).distance((Value.Point) point.key()));
    }
}
