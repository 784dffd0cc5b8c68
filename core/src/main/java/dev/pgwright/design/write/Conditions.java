package dev.pgwright.design.write;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.decide.CollationDecision;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.OverlapQuery;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.decide.SearchDocument;
import dev.pgwright.design.decide.SummaryDecision;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters of an access pattern as SQL conditions. */
final class Conditions {
    /** The last code point: behind every text that goes on. */
    private static final String LAST_CHARACTER = "chr(1114111)";
    /** What LIKE would take for a wildcard is meant as it stands. */
    private static final String LITERALLY = "regexp_replace(%s, '([\\\\%%_])', '\\\\\\1', 'g')";

    private final Scope scope;
    private final Parameters parameters;
    private final AccessPattern pattern;
    private @Nullable String relevance;

    Conditions(Scope scope, Parameters parameters, AccessPattern pattern) {
        this.scope = scope;
        this.parameters = parameters;
        this.pattern = pattern;
    }

    /** The conditions in the order of the filters, the tenant's first. */
    List<String> all() {
        List<String> conditions = new ArrayList<>();
        tenant().ifPresent(conditions::add);
        Optional<OverlapQuery> overlap = OverlapQuery.of(scope.mapping(), pattern);
        overlap.ifPresent(found -> conditions.add(overlapCondition(found)));
        List<String> searched = SearchDocument.attributes(pattern);
        if (!searched.isEmpty()) {
            String document = scope.own(SearchDocument.column(searched));
            String query = "websearch_to_tsquery('"
                    + SearchDocument.configuration(scope.root().entity(), searched) + "', "
                    + search(searched.get(0)) + ")";
            conditions.add(document + " @@ " + query);
            relevance = "ts_rank(" + document + ", " + query + ")";
        }
        for (Filter filter : pattern.filters()) {
            boolean done = filter.operator() == Operator.NEAREST
                    || (filter.operator() == Operator.MATCHES && searched.contains(filter.path()))
                    || overlap.isPresent() && overlap.get().ends().contains(filter)
                    || SummaryDecision.holds(scope.mapping().requirements(), pattern, filter);
            if (!done) {
                conditions.add(condition(filter));
            }
        }
        return conditions;
    }

    /** How well a row matches a full-text search; known after {@link #all()}, null when nothing is searched. */
    @Nullable String relevance() {
        return relevance;
    }

    private Optional<String> tenant() {
        return scope.root().scoped()
                ? scope.mapping().tenantColumn().map(column -> {
                    ColumnName stored = new ColumnName(scope.root().name(), column);
                    String type = scope.typeOf(stored.relation(), column);
                    return scope.own(column) + " = "
                            + parameters.add(column, type, stored, Samples.of(type), new Meaning(Part.TENANT, column));
                })
                : Optional.empty();
    }

    private String overlapCondition(OverlapQuery overlap) {
        Resolved from = scope.resolve(overlap.rule().period().get(0));
        Resolved to = scope.resolve(overlap.rule().period().get(1));
        String type = scope.typeOf(from);
        String range = type.equals("date") ? "daterange" : "tstzrange";
        String until = parameters.add(
                overlap.rule().period().get(0) + "_before",
                type,
                null,
                "'2027-02-01'",
                new Meaning(Part.FILTER, overlap.rule().period().get(0)));
        String since = parameters.add(
                overlap.rule().period().get(1) + "_after",
                type,
                null,
                "'2027-01-01'",
                new Meaning(Part.FILTER, overlap.rule().period().get(1)));
        // the range finds the rows by the constraint's index, whichever end comes first; the ends decide
        return range + "(" + scope.column(from) + ", " + scope.column(to) + ")\n      && " + range + "(least(" + since
                + ", " + until + "), greatest(" + since + ", " + until + "), '[]')\n  AND " + scope.column(from) + " < "
                + until + "\n  AND " + scope.column(to) + " > " + since;
    }

    private String condition(Filter filter) {
        Resolved resolved = scope.resolve(filter.path());
        if (resolved.junction() != null) {
            return throughJunction(filter, resolved);
        }
        return compare(filter, resolved, scope.column(resolved));
    }

    private String throughJunction(Filter filter, Resolved resolved) {
        var junction = Objects.requireNonNull(resolved.junction());
        // a pair that repeats would bring its row more than once
        if (filter.operator() == Operator.EQUALS && !junction.relationship().repeats()) {
            return compare(filter, resolved, scope.link(resolved, junction) + "." + Identifier.sql(resolved.column()));
        }
        boolean towards = resolved.column().equals(junction.toColumn());
        String near = towards ? junction.fromColumn() : junction.toColumn();
        String tenant = junction.scoped() && resolved.table().scoped()
                ? scope.mapping()
                        .tenantColumn()
                        .map(column -> "link." + Identifier.sql(column) + " = " + scope.own(column) + " AND ")
                        .orElse("")
                : "";
        return "EXISTS (\n        SELECT FROM " + Identifier.sql(junction.name()) + " AS link\n        WHERE " + tenant
                + "link." + Identifier.sql(near) + " = "
                + scope.own(resolved.table().idColumn()) + "\n          AND "
                + compare(filter, resolved, "link." + Identifier.sql(resolved.column())) + ")";
    }

    private String compare(Filter filter, Resolved resolved, String column) {
        String type = scope.typeOf(resolved);
        String name = filter.path().replace('.', '_');
        List<String> values = filter.values();
        return switch (filter.operator()) {
            case EQUALS ->
                isBoolean(resolved) && !values.isEmpty()
                        ? (values.get(0).equals("true") ? column : "NOT " + column)
                        : column + " = " + value(filter, resolved, name, type);
            case IN ->
                values.isEmpty()
                        ? column + " = ANY (" + parameters.add(plural(name), type + "[]", null, "'{}'", passed(filter))
                                + ")"
                        : column + " IN ("
                                + values.stream()
                                        .map(each -> constant(each, type))
                                        .collect(Collectors.joining(", "))
                                + ")";
            case RANGE ->
                values.isEmpty()
                        ? column + " >= "
                                + parameter(name + "_from", type, resolved, new Meaning(Part.FROM, filter.path()))
                                + "\n  AND " + column + " < "
                                + parameter(name + "_to", type, resolved, new Meaning(Part.TO, filter.path()))
                        : column + " >= " + constant(values.get(0), type) + "\n  AND " + column + " < "
                                + constant(values.get(1), type);
            case AT_LEAST -> column + " >= " + value(filter, resolved, "minimum_" + name, type);
            case AT_MOST -> column + " <= " + value(filter, resolved, "maximum_" + name, type);
            case BEFORE -> column + " < " + value(filter, resolved, name + "_before", type);
            case AFTER -> column + " > " + value(filter, resolved, name + "_after", type);
            case LAST_DAYS ->
                column + " >= " + (type.equals("date") ? "CURRENT_DATE" : "now()") + " - "
                        + (values.isEmpty()
                                ? "make_interval(days => "
                                        + parameters.add("days", "integer", null, "30", passed(filter)) + ")"
                                : "interval '" + values.get(0) + " days'");
            case STARTS_WITH -> startsWith(filter, resolved, column, name);
            case CONTAINS -> contains(filter, resolved, column, name);
            case OVERLAPS -> column + " && " + parameters.add(name, type, null, Samples.of(type), passed(filter));
            case MATCHES -> {
                String configuration = SearchDocument.configuration(
                        resolved.table().entity(), List.of(String.valueOf(resolved.column())));
                yield "to_tsvector('" + configuration + "', " + column + ") @@ websearch_to_tsquery('" + configuration
                        + "', " + search(filter.path()) + ")";
            }
            case IS_SET -> column + " IS NOT NULL";
            case IS_NOT_SET -> column + " IS NULL";
            case NEAREST -> throw new IllegalStateException("nearest sorts, it does not filter");
        };
    }

    /** What is searched for: a constant, or what the application passes. */
    private String search(String path) {
        return pattern.filters().stream()
                .filter(filter ->
                        filter.operator() == Operator.MATCHES && filter.path().equals(path))
                .filter(filter -> !filter.values().isEmpty())
                .findFirst()
                .map(filter -> Identifiers.quoteLiteral(filter.values().get(0)))
                .orElseGet(() -> parameters.add("search", "text", null, "'red'", new Meaning(Part.FILTER, path)));
    }

    /**
     * Two bounds by the order of bytes: unlike {@code ^@} and {@code LIKE} they bound an index scan in a generic plan
     * too, where the beginning is a parameter (like_support.c, PostgreSQL 18, wants a constant).
     */
    private String startsWith(Filter filter, Resolved resolved, String column, String name) {
        String placeholder = filter.values().isEmpty()
                ? parameter(name + "_start", "text", resolved, new Meaning(Part.START, filter.path()))
                : Identifiers.quoteLiteral(filter.values().get(0));
        boolean anyCase = resolved.attribute() != null && resolved.attribute().type() == BusinessType.TEXT;
        String compared = anyCase ? "lower(" + column + ")" : column;
        String start = anyCase ? "lower(" + placeholder + ")" : placeholder;
        if (CollationDecision.byBytes(scope.mapping(), resolved)) {
            return column + " >= " + start + "\n  AND " + column + " < (" + start + " || " + LAST_CHARACTER + ")";
        }
        return compared + " ~>=~ " + start + "\n  AND " + compared + " ~<~ (" + start + " || " + LAST_CHARACTER + ")";
    }

    private String contains(Filter filter, Resolved resolved, String column, String name) {
        BusinessType type = resolved.attribute() == null
                ? BusinessType.TEXT
                : resolved.attribute().type();
        return switch (type) {
            case TAGS ->
                column + " @> ARRAY["
                        + (filter.values().isEmpty()
                                ? parameters.add(name, "text", null, "'red'", passed(filter))
                                : filter.values().stream()
                                        .map(Identifiers::quoteLiteral)
                                        .collect(Collectors.joining(", ")))
                        + "]";
            case JSON ->
                column + " @> "
                        + (filter.values().isEmpty()
                                ? parameters.add(name, "jsonb", null, "'{}'", passed(filter))
                                : Identifiers.quoteLiteral(filter.values().get(0)));
            default ->
                column + " ILIKE '%' || "
                        + LITERALLY.formatted(
                                filter.values().isEmpty()
                                        ? parameters.add(name + "_part", "text", null, "'red'", passed(filter))
                                        : Identifiers.quoteLiteral(
                                                filter.values().get(0)))
                        + " || '%'";
        };
    }

    private String value(Filter filter, Resolved resolved, String name, String type) {
        return filter.values().isEmpty()
                ? parameter(name, type, resolved, passed(filter))
                : constant(filter.values().get(0), type);
    }

    private static Meaning passed(Filter filter) {
        return new Meaning(Part.FILTER, filter.path());
    }

    private String parameter(String name, String type, Resolved resolved, Meaning meaning) {
        String parameterName = resolved.column().endsWith("_id")
                        && !name.endsWith("_id")
                        && !name.contains("_before")
                        && !name.contains("_after")
                ? name + "_id"
                : name;
        return parameters.add(
                parameterName,
                type,
                resolved.computed() == null ? scope.storedIn(resolved) : null,
                Samples.of(type),
                meaning);
    }

    /** A constant of the requirements; the time of a query is that of its call, also when it is prepared before. */
    private static String constant(String value, String type) {
        if (type.startsWith("numeric") || type.equals("integer") || type.equals("bigint") || type.equals("smallint")) {
            return value.replace("_", "");
        }
        boolean now = value.equals("now");
        return switch (type) {
            case "boolean" -> value;
            case "timestamp with time zone" -> now ? "now()" : Identifiers.quoteLiteral(value);
            case "date" -> now ? "CURRENT_DATE" : Identifiers.quoteLiteral(value);
            default -> Identifiers.quoteLiteral(value);
        };
    }

    private static boolean isBoolean(Resolved resolved) {
        return resolved.attribute() != null && resolved.attribute().type() == BusinessType.BOOLEAN;
    }

    private static String plural(String name) {
        return name.endsWith("s") ? name + "es" : name + "s";
    }
}
