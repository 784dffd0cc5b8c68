package dev.pgwright.design.prove.evaluate;

import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.decide.SearchDocument;
import dev.pgwright.design.decide.TieBreaker;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.AccessPattern.Sort;
import dev.pgwright.design.requirements.BusinessType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that an access pattern is about, in its order. */
final class Selection {
    private final Walk walk;
    private final AccessPattern pattern;
    private final EntityTable root;
    private final Contents contents;
    private final Comparison comparison;

    Selection(Walk walk, Contents contents, AccessPattern pattern, Comparison comparison) {
        this.walk = walk;
        this.contents = contents;
        this.pattern = pattern;
        this.root = walk.mapping().table(pattern.entity());
        this.comparison = comparison;
    }

    /** The rows that pass all filters, in the order in which they are stored. */
    List<ContentRow> matching(Arguments arguments) {
        return contents.rows(root.name()).stream()
                .filter(row -> ofTenant(row, arguments.tenant()))
                .filter(row -> searched(row, arguments))
                .filter(row -> pattern.filters().stream().allMatch(filter -> passes(filter, row, arguments)))
                .toList();
    }

    /** The rows of a list in its order, without those that have no value to sort by: those are on no page. */
    List<ContentRow> sorted(List<ContentRow> rows) {
        List<ContentRow> sorted = new ArrayList<>(rows.stream()
                .filter(row -> pattern.sort().stream().noneMatch(sort -> value(sort.path(), row) == null))
                .toList());
        Comparator<ContentRow> comparator = (left, right) -> 0;
        for (Sort sort : pattern.sort()) {
            comparator = comparator.thenComparing(by(sort.path(), sort.descending()));
        }
        // ties are broken by the key, in the direction of the last sort key; which key orders a list without a sort is
        // the
        // design's choice
        boolean descending = !pattern.sort().isEmpty()
                && pattern.sort().get(pattern.sort().size() - 1).descending();
        List<String> settling = pattern.sort().isEmpty() ? TieBreaker.columns(walk.mapping(), pattern) : root.rowKey();
        for (String column : settling) {
            comparator = comparator.thenComparing(byColumn(column, descending));
        }
        sorted.sort(comparator);
        return sorted;
    }

    private Comparator<ContentRow> by(String path, boolean descending) {
        return directed(
                (left, right) -> comparison.order().compare(present(value(path, left)), present(value(path, right))),
                descending);
    }

    private Comparator<ContentRow> byColumn(String column, boolean descending) {
        return directed(
                (left, right) -> comparison.order().compare(present(left.value(column)), present(right.value(column))),
                descending);
    }

    private static Comparator<ContentRow> directed(Comparator<ContentRow> comparator, boolean descending) {
        return descending ? comparator.reversed() : comparator;
    }

    private static Value present(@Nullable Value value) {
        return Objects.requireNonNull(value);
    }

    @Nullable Value value(String path, ContentRow row) {
        return walk.value(pattern.entity(), path, row);
    }

    private boolean ofTenant(ContentRow row, @Nullable String tenant) {
        Mapping mapping = walk.mapping();
        if (!root.scoped() || mapping.tenantColumn().isEmpty() || tenant == null) {
            return true;
        }
        String column = mapping.tenantColumn().get();
        Value value = row.value(column);
        return value != null && value.isSameAs(ValueReader.read(value.kind(), tenant));
    }

    /** Own texts that are searched are one document. */
    private boolean searched(ContentRow row, Arguments arguments) {
        List<Filter> searches = ownSearches(pattern);
        if (searches.isEmpty()) {
            return true;
        }
        List<String> texts = new ArrayList<>();
        for (Filter filter : searches) {
            Value value = value(filter.path(), row);
            if (value != null) {
                texts.add(value.text());
            }
        }
        return Words.match(
                texts,
                values(searches.get(0), arguments).get(0),
                SearchDocument.configuration(root.entity(), SearchDocument.attributes(pattern)),
                comparison.lexemes());
    }

    static List<Filter> ownSearches(AccessPattern pattern) {
        return pattern.filters().stream()
                .filter(filter ->
                        filter.operator() == Operator.MATCHES && !filter.path().contains("."))
                .toList();
    }

    private static List<String> values(Filter filter, Arguments arguments) {
        return filter.values().isEmpty() ? arguments.passed(filter.path()) : filter.values();
    }

    private boolean passes(Filter filter, ContentRow row, Arguments arguments) {
        if (filter.operator() == Operator.NEAREST) {
            // what is nowhere is not near
            return value(filter.path(), row) != null;
        }
        if (filter.operator() == Operator.MATCHES && !filter.path().contains(".")) {
            return true;
        }
        Resolved resolved = walk.resolve(pattern.entity(), filter.path());
        ValueKind kind = walk.kind(resolved);
        if (resolved.junction() != null) {
            List<String> values = values(filter, arguments);
            return walk.linked(resolved, row).stream()
                    .anyMatch(value -> comparison.passes(filter, resolved, kind, value, values));
        }
        if (filter.operator() == Operator.STARTS_WITH
                && resolved.attribute() != null
                && resolved.attribute().type() == BusinessType.TEXT) {
            // of a text that people write, upper and lower case are the same
            Value text = walk.value(resolved, row);
            String start = values(filter, arguments).get(0).toLowerCase(Locale.ROOT);
            return text != null && text.text().toLowerCase(Locale.ROOT).startsWith(start);
        }
        boolean valueless = filter.operator() == Operator.IS_SET || filter.operator() == Operator.IS_NOT_SET;
        return comparison.passes(
                filter, resolved, kind, walk.value(resolved, row), valueless ? List.of() : values(filter, arguments));
    }
}
