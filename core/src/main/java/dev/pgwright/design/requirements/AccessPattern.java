package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A question that the application asks of the database, or a change that it makes.
 *
 * @param entity whose rows are read or changed
 * @param returns attribute paths: {@code total}, {@code customer.name}; empty means every attribute of the entity
 * @param includes children to bring along with each row
 * @param page rows a page for {@link Kind#LIST}, by keyset pagination; of aggregates the most rows, the first in order
 * @param sort of lists; ties are broken by the key
 * @param groupBy of aggregates
 * @param measures of aggregates
 * @param ranks by which aggregates are sorted; what is equal then is sorted by its groups
 * @param sets of updates: the attributes that change
 * @param setBy how they change, where that is said
 * @param ratePerSecond calls a second in the busy hour; null when unknown
 * @param latencyMillis the target for the 99th percentile; null when there is none
 * @param freshnessSeconds of aggregates: how old the numbers may be; null when they must be exact
 * @param sql the query itself, where the description does not do; then entity is still the one it is about
 */
public record AccessPattern(
        Place place,
        String name,
        @Nullable String description,
        Kind kind,
        String entity,
        List<String> returns,
        List<Include> includes,
        List<Filter> filters,
        List<Sort> sort,
        @Nullable Integer page,
        List<String> groupBy,
        List<Measure> measures,
        List<Rank> ranks,
        List<String> sets,
        Map<String, SetBy> setBy,
        @Nullable Double ratePerSecond,
        @Nullable Double latencyMillis,
        @Nullable String sql,
        @Nullable Long freshnessSeconds) {
    /** Rows a page of a list that does not say. */
    public static final int DEFAULT_PAGE = 50;

    public AccessPattern {
        returns = List.copyOf(returns);
        includes = List.copyOf(includes);
        filters = List.copyOf(filters);
        sort = List.copyOf(sort);
        groupBy = List.copyOf(groupBy);
        measures = List.copyOf(measures);
        ranks = List.copyOf(ranks);
        sets = List.copyOf(sets);
        setBy = Map.copyOf(setBy);
    }

    /**
     * The same with other paths.
     *
     * @param path from an entity and a path that starts there to the path that means the same
     * @param whole from an entity to the paths that mean all of it, where none are named; empty to leave it so
     */
    public AccessPattern rewritten(
            BinaryOperator<String> path, java.util.function.Function<String, List<String>> whole) {
        UnaryOperator<String> own = each -> path.apply(entity, each);
        boolean readsAll = returns.isEmpty() && (kind == Kind.GET || kind == Kind.LIST) && sql == null;
        return new AccessPattern(
                place,
                name,
                description,
                kind,
                entity,
                readsAll ? whole.apply(entity) : returns.stream().map(own).toList(),
                includes.stream()
                        .map(include -> new Include(
                                include.place(),
                                include.entity(),
                                include.returns().isEmpty()
                                        ? whole.apply(include.entity())
                                        : include.returns().stream()
                                                .map(each -> path.apply(include.entity(), each))
                                                .toList()))
                        .toList(),
                filters.stream()
                        .map(filter -> new Filter(
                                filter.place(), own.apply(filter.path()), filter.operator(), filter.values()))
                        .toList(),
                sort.stream()
                        .map(each -> new Sort(each.place(), own.apply(each.path()), each.descending()))
                        .toList(),
                page,
                groupBy.stream().map(own).toList(),
                measures.stream().map(measure -> measure.at(own)).toList(),
                ranks.stream()
                        .map(rank -> new Rank(
                                rank.place(),
                                rank.group() == null ? null : own.apply(rank.group()),
                                rank.measure() == null ? null : rank.measure().at(own),
                                rank.descending()))
                        .toList(),
                // an update names the first step: the row that is referred to
                sets.stream()
                        .map(own)
                        .map(each -> each.contains(".") ? each.substring(0, each.indexOf('.')) : each)
                        .distinct()
                        .toList(),
                setBy,
                ratePerSecond,
                latencyMillis,
                sql,
                freshnessSeconds);
    }

    /** Whether an update adds to an attribute instead of writing a value over it. */
    public boolean adds(String attribute) {
        return setBy.get(attribute) == SetBy.ADD;
    }

    /** How an update changes an attribute. */
    public enum SetBy {
        /** It gets the value that is passed. */
        VALUE,
        /** What is passed is added to it, and it may be less than zero. */
        ADD
    }

    /** What is done. */
    public enum Kind {
        /** At most one row, by a key. */
        GET,
        /** Rows, a page at a time. */
        LIST,
        /** Numbers over many rows. */
        AGGREGATE,
        /** A new row. */
        CREATE,
        /** Attributes of chosen rows change. */
        UPDATE,
        /** Chosen rows go. */
        DELETE;

        /** As written in a requirements file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Children brought along: one query, no query per row.
     *
     * @param entity the child entity, which must have exactly one relationship from the pattern's entity
     * @param returns attribute paths of the child
     */
    public record Include(Place place, String entity, List<String> returns) {
        public Include {
            returns = List.copyOf(returns);
        }
    }

    /**
     * A condition on an attribute path, a role (a related row), or {@code id}.
     *
     * @param values constants; empty when the application passes the value
     */
    public record Filter(Place place, String path, Operator operator, List<String> values) {
        public Filter {
            values = List.copyOf(values);
        }
    }

    /** How a filter compares. */
    public enum Operator {
        EQUALS,
        IN,
        /** From an inclusive lower to an exclusive upper bound, both passed. */
        RANGE,
        AT_LEAST,
        AT_MOST,
        BEFORE,
        AFTER,
        /** Within so many days before now; the value is the number of days. */
        LAST_DAYS,
        STARTS_WITH,
        /** A part of a text, an element of tags, a sub-document of a JSON document. */
        CONTAINS,
        /** Full-text search. */
        MATCHES,
        /** Of periods. */
        OVERLAPS,
        /** Nearest first to a passed point. */
        NEAREST,
        IS_SET,
        IS_NOT_SET;

        /** As written in a requirements file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One sort key. */
    public record Sort(Place place, String path, boolean descending) {}

    /**
     * One number of an aggregate.
     *
     * @param path null for {@link Function#COUNT} of rows
     */
    public record Measure(
            Place place, Function function, @Nullable String path) {
        private Measure at(UnaryOperator<String> moved) {
            return new Measure(place, function, path == null ? null : moved.apply(path));
        }
    }

    /**
     * One sort key of an aggregate: a group or a measure; groups without a value come last.
     *
     * @param group null where it is a measure
     * @param measure null where it is a group
     */
    public record Rank(
            Place place, @Nullable String group, @Nullable Measure measure, boolean descending) {}

    /** Aggregate functions. */
    public enum Function {
        COUNT,
        SUM,
        AVERAGE,
        MINIMUM,
        MAXIMUM
    }
}
