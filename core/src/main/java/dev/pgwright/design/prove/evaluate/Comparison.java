package dev.pgwright.design.prove.evaluate;

import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.decide.SearchDocument;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.BusinessType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of filters mean for one value.
 *
 * @param order of values
 * @param now for filters that count back from it
 * @param lexemes for searches
 */
record Comparison(ValueOrder order, Now now, Lexemes lexemes) {
    /** Whether the value passes; one that is not there passes only where its absence is asked for. */
    boolean passes(Filter filter, Resolved path, ValueKind kind, @Nullable Value value, List<String> values) {
        if (value == null || filter.operator() == Operator.IS_SET || filter.operator() == Operator.IS_NOT_SET) {
            return filter.operator() == (value == null ? Operator.IS_NOT_SET : Operator.IS_SET);
        }
        return switch (filter.operator()) {
            case EQUALS, IN -> values.stream().anyMatch(other -> value.isSameAs(ConstantReader.read(kind, other, now)));
            case RANGE -> compare(value, values.get(0)) >= 0 && compare(value, values.get(1)) < 0;
            case AT_LEAST -> compare(value, values.get(0)) >= 0;
            case AT_MOST -> compare(value, values.get(0)) <= 0;
            case BEFORE -> compare(value, values.get(0)) < 0;
            case AFTER -> compare(value, values.get(0)) > 0;
            case LAST_DAYS -> (Long) value.key() >= now.daysAgo(kind, Integer.parseInt(values.get(0)));
            case STARTS_WITH ->
                inAnyCase(path)
                        ? value.text()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(values.get(0).toLowerCase(Locale.ROOT))
                        : value.text().startsWith(values.get(0));
            case CONTAINS -> contains(value, values);
            case MATCHES ->
                Words.match(
                        List.of(value.text()),
                        values.get(0),
                        SearchDocument.configuration(path.table().entity(), List.of(path.column())),
                        lexemes);
            case OVERLAPS ->
                ((Span) value.key())
                        .overlaps((Span) ValueReader.read(kind, values.get(0)).key());
            case NEAREST -> true;
            case IS_SET, IS_NOT_SET -> throw new IllegalStateException("settled before");
        };
    }

    /** Upper and lower case are the same in a text for people; a code or an address is compared as it stands. */
    private static boolean inAnyCase(Resolved path) {
        return path.attribute() != null && path.attribute().type() == BusinessType.TEXT;
    }

    private int compare(Value value, String bound) {
        return order.compare(value, ConstantReader.read(value.kind(), bound, now));
    }

    private static boolean contains(Value value, List<String> values) {
        return switch (value.kind().family()) {
            case TEXTS -> ((List<?>) value.key()).containsAll(values);
            case JSON -> Json.contains(value.key(), Json.parse(values.get(0)));
            default ->
                value.text().toLowerCase(Locale.ROOT).contains(values.get(0).toLowerCase(Locale.ROOT));
        };
    }
}
