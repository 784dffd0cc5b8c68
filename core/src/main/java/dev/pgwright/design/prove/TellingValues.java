package dev.pgwright.design.prove;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.BusinessType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by which a right query and a wrong one give different rows: those that filters compare with and their
 * neighbours, words that are searched and words that are like them, what expires now and what a moment later.
 */
final class TellingValues {
    private static final Set<Operator> WISHED = EnumSet.of(
            Operator.EQUALS,
            Operator.IN,
            Operator.RANGE,
            Operator.AT_LEAST,
            Operator.AT_MOST,
            Operator.BEFORE,
            Operator.AFTER);

    private final Mapping mapping;
    private final Map<ColumnName, List<String>> expressions = new HashMap<>();
    private final Map<QualifiedName, List<Map<String, List<String>>>> wishes = new HashMap<>();

    private TellingValues(Mapping mapping) {
        this.mapping = mapping;
    }

    /** SQL expressions for a column; the server may find that it cannot have some of them. */
    List<String> expressions(ColumnName column) {
        return expressions.getOrDefault(column, List.of());
    }

    /**
     * What rows of a table should be, so that queries find some: for each column one of these texts, where there are
     * none null.
     */
    List<Map<String, List<String>>> wishes(QualifiedName table) {
        return wishes.getOrDefault(table, List.of());
    }

    static TellingValues of(Mapping mapping) {
        TellingValues values = new TellingValues(mapping);
        for (AccessPattern pattern : mapping.requirements().accessPatterns()) {
            if (pattern.sql() == null) {
                pattern.filters().forEach(filter -> values.add(pattern, filter));
                values.wish(pattern);
            }
        }
        for (EntityTable table : mapping.tables()) {
            if (table.entity().retention() != null) {
                values.put(
                        new ColumnName(table.name(), table.entity().retention().by()),
                        values.daysAgo(
                                table.entity()
                                        .attribute(table.entity().retention().by())
                                        .map(attribute -> attribute.type() == BusinessType.DATE)
                                        .orElse(false),
                                table.entity().retention().days()));
            }
        }
        return values;
    }

    private void wish(AccessPattern pattern) {
        Map<String, List<String>> wish = new TreeMap<>();
        for (Filter filter : pattern.filters()) {
            Resolved resolved = PathResolver.resolve(mapping, pattern.entity(), filter.path());
            // of a range the bounds themselves, where a wrong operator shows
            boolean constant = !filter.values().isEmpty() && WISHED.contains(filter.operator());
            if (resolved.own() && (constant || filter.operator() == Operator.IS_NOT_SET)) {
                wish.put(resolved.column(), filter.values());
            }
        }
        if (!wish.isEmpty()) {
            wishes.computeIfAbsent(mapping.table(pattern.entity()).name(), unused -> new ArrayList<>())
                    .add(wish);
        }
    }

    private void put(ColumnName column, List<String> values) {
        List<String> known = expressions.computeIfAbsent(column, unused -> new ArrayList<>());
        values.stream().filter(value -> !known.contains(value)).forEach(known::add);
    }

    private void add(AccessPattern pattern, Filter filter) {
        Resolved resolved = PathResolver.resolve(mapping, pattern.entity(), filter.path());
        if (resolved.junction() == null) {
            put(
                    new ColumnName(resolved.table().name(), resolved.column()),
                    values(
                            filter,
                            resolved.attribute() == null
                                    ? null
                                    : resolved.attribute().type()));
        }
    }

    private List<String> values(Filter filter, @Nullable BusinessType type) {
        boolean number = type == BusinessType.INTEGER
                || type == BusinessType.DECIMAL
                || type == BusinessType.MONEY
                || type == BusinessType.QUANTITY
                || type == BusinessType.PERCENTAGE;
        List<String> constants = filter.values().stream()
                .map(value ->
                        Quoted.literal(number ? value.replace("_", "") : value).strip())
                .toList();
        return switch (filter.operator()) {
            case EQUALS, IN, IS_SET, IS_NOT_SET -> constants;
            case RANGE, AT_LEAST, AT_MOST, BEFORE, AFTER -> type == null ? constants : beside(constants, type);
            case LAST_DAYS ->
                daysAgo(
                        type == BusinessType.DATE,
                        filter.values().isEmpty()
                                ? 30
                                : Integer.parseInt(filter.values().get(0)));
            case STARTS_WITH, CONTAINS -> parts(type, filter.values());
            case MATCHES ->
                List.of(
                        "'red bicycle'",
                        "'Bicycle lamp red'",
                        "'lamp'",
                        "'red lamp stand'",
                        "'bicycles'",
                        "'stand red lamp bicycle'",
                        "'the lamps'");
            case OVERLAPS ->
                type == BusinessType.DATE_PERIOD
                        ? List.of("'[2027-03-02,2027-03-05)'", "'[2027-03-05,2027-03-06)'", "'[2027-03-01,2027-03-02)'")
                        : List.of(
                                "'[2027-03-02 10:00+00,2027-03-02 11:00+00)'",
                                "'[2027-03-02 11:00+00,2027-03-02 12:00+00)'",
                                "'[2027-03-02 09:00+00,2027-03-02 10:00+00)'");
            case NEAREST -> List.of("'(1,1)'", "'(1,2)'", "'(4,5)'", "'(-3,0.5)'", "'(13.4,52.5)'");
        };
    }

    private static List<String> parts(@Nullable BusinessType type, List<String> constants) {
        List<String> values = new ArrayList<>();
        if (type == BusinessType.TAGS) {
            String all = Samples.array(constants.toArray(String[]::new));
            values.add("'{red}'");
            values.add("'{blue,red}'");
            values.add("'{blue}'");
            values.add("'{}'");
            values.add(Quoted.literal(all).strip());
            constants.forEach(
                    one -> values.add(Quoted.literal(Samples.array(one)).strip()));
        } else if (type == BusinessType.JSON) {
            constants.forEach(one -> values.add(Quoted.literal(one).strip()));
            values.add("'{\"n\": 1}'");
            values.add("'{\"n\": 2, \"m\": {\"k\": true, \"l\": [1, 2]}}'");
            values.add("'{\"n\": 1, \"m\": {\"k\": true}}'");
            values.add("'{}'");
        } else {
            for (String one : constants) {
                values.add(Quoted.literal(one).strip());
                values.add(Quoted.literal(one + " x").strip());
                values.add(Quoted.literal("x " + one).strip());
            }
            values.addAll(List.of("'Red bicycle'", "'infrared'", "'100% wool'", "'100x wool'", "'a_b'", "'axb'"));
            values.addAll(List.of("'a\\b'", "'red'"));
        }
        return values;
    }

    /** Each constant, a little less and a little more. */
    private static List<String> beside(List<String> constants, BusinessType type) {
        List<String> values = new ArrayList<>(constants);
        String cast = switch (type) {
            case DATE -> "date";
            case TIMESTAMP -> "timestamptz";
            case TIME -> "time";
            case DURATION -> "interval";
            default -> "numeric";
        };
        String step = switch (type) {
            case DATE -> "1";
            case TIMESTAMP, DURATION, TIME -> "interval '1 second'";
            case INTEGER -> "1";
            default -> "0.01";
        };
        for (String constant : constants) {
            values.add("CAST(" + constant + " AS " + cast + ") - " + step);
            values.add("CAST(" + constant + " AS " + cast + ") + " + step);
        }
        return values;
    }

    private List<String> daysAgo(boolean dates, int days) {
        return dates
                ? List.of(
                        "CURRENT_DATE - " + days,
                        "CURRENT_DATE - " + (days + 1),
                        "CURRENT_DATE - " + (days - 1),
                        "CURRENT_DATE")
                : List.of(
                        "now() - interval '" + days + " days'",
                        "now() - interval '" + days + " days 1 microsecond'",
                        "now() - interval '" + days + " days' + interval '1 microsecond'",
                        "now() - interval '1 second'");
    }
}
