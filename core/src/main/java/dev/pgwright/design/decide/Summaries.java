package dev.pgwright.design.decide;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.View;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Measure;
import dev.pgwright.design.requirements.AccessPattern.Rank;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Materialized views that hold the numbers of aggregates which may be a little old. */
public final class Summaries {
    private final Mapping mapping;
    private final Draft draft;

    Summaries(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    void add(AccessPattern pattern) {
        EntityTable table = mapping.table(pattern.entity());
        SummaryDecision.decision(mapping.requirements(), pattern, table.name() + ": " + pattern.name())
                .ifPresent(draft.decisions::add);
        if (!SummaryDecision.isKept(mapping.requirements(), pattern)) {
            return;
        }
        Set<String> keys = new LinkedHashSet<>();
        if (table.scoped()) {
            mapping.tenantColumn().ifPresent(keys::add);
        }
        pattern.filters().stream()
                .filter(filter -> !SummaryDecision.isWindow(filter))
                .forEach(filter -> keys.add(column(pattern, filter.path())));
        pattern.groupBy().forEach(path -> keys.add(column(pattern, path)));
        List<String> columns = new ArrayList<>(keys);
        List<String> outputs = new ArrayList<>();
        keys.forEach(key -> outputs.add("t." + Identifier.sql(key)));
        for (Measure measure : pattern.measures()) {
            columns.add(name(measure));
            outputs.add(expression(pattern, measure) + " AS " + Identifier.sql(name(measure)));
        }
        String grouped = keys.stream().map(key -> "t." + Identifier.sql(key)).collect(Collectors.joining(", "));
        String windows = windows(pattern, "t.");
        List<String> clauses = new ArrayList<>();
        clauses.add("SELECT " + String.join(", ", outputs));
        clauses.add("FROM " + Identifier.sql(table.name()) + " AS t");
        if (!windows.isEmpty()) {
            clauses.add("WHERE " + windows);
        }
        if (!keys.isEmpty()) {
            clauses.add("GROUP BY " + grouped);
        }
        String sql = String.join(" ", clauses);
        QualifiedName name = name(mapping, pattern);
        draft.naming.unique(name.name());
        // REFRESH ... CONCURRENTLY needs a unique index over columns; without groups there is one row, which is no key
        List<Index> indexes = new ArrayList<>();
        if (!keys.isEmpty()) {
            indexes.add(Index.of(
                            draft.naming.constraint(name.name(), List.of(), "key"),
                            "btree",
                            keys.stream().map(IndexElement::column).toList())
                    .withUnique());
        }
        ranked(pattern, keys, name).ifPresent(indexes::add);
        String age = SummaryDecision.words(pattern.freshnessSeconds());
        draft.views.add(new View(
                name,
                true,
                columns,
                sql,
                new TreeMap<>(),
                indexes,
                List.of(),
                true,
                new TreeMap<>(),
                "Numbers of " + pattern.name() + ", at most " + age + " old"));
        String refresh = "REFRESH MATERIALIZED VIEW " + (keys.isEmpty() ? "" : "CONCURRENTLY ") + Identifier.sql(name);
        String kept = "SELECT " + Identifier.sql(columns) + "\nFROM " + Identifier.sql(name);
        String computed = String.join("\n", clauses);
        String drift = "(\n" + indented(kept + "\nEXCEPT\n" + computed) + "\n)\nUNION ALL\n(\n"
                + indented(computed + "\nEXCEPT\n" + kept) + "\n)";
        draft.redundancies.add(new Redundancy(
                name.name(),
                Redundancy.Kind.SUMMARY,
                name,
                columns,
                table.name(),
                List.of(),
                List.of(),
                List.of(),
                windows.isEmpty() ? null : windows(pattern, ""),
                "`" + refresh + "` at least every " + SummaryDecision.words(half(pattern)) + ", so that no number is"
                        + " older than " + age,
                "each refresh reads " + (windows.isEmpty() ? "all of " : "what it counts of ")
                        + table.name().name() + "; between two of them the numbers are old",
                null,
                drift,
                List.of(refresh)));
    }

    /** Of the first rows in an order: what is filtered by, then the order. */
    private Optional<Index> ranked(AccessPattern pattern, Set<String> keys, QualifiedName view) {
        if (pattern.ranks().isEmpty() || pattern.page() == null) {
            return Optional.empty();
        }
        Set<String> groups = pattern.groupBy().stream()
                .map(path -> column(pattern, path))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<IndexElement> elements = new ArrayList<>();
        keys.stream()
                .filter(key -> !groups.contains(key))
                .map(IndexElement::column)
                .forEach(elements::add);
        List<String> words = new ArrayList<>();
        for (Rank rank : pattern.ranks()) {
            String key = rank.measure() == null ? column(pattern, String.valueOf(rank.group())) : name(rank.measure());
            groups.remove(key);
            words.add(key);
            boolean always = rank.measure() != null && rank.measure().function() == Function.COUNT;
            elements.add(new IndexElement(key, false, null, null, rank.descending(), rank.descending() && always));
        }
        groups.stream().map(IndexElement::column).forEach(elements::add);
        return Optional.of(Index.of(draft.naming.constraint(view.name(), words, "idx"), "btree", elements));
    }

    /** Counted from the time of each refresh. */
    private String windows(AccessPattern pattern, String qualifier) {
        return pattern.filters().stream()
                .filter(SummaryDecision::isWindow)
                .map(filter -> {
                    Attribute attribute = PathResolver.resolve(mapping, pattern.entity(), filter.path())
                            .attribute();
                    boolean day = attribute != null && attribute.type() == BusinessType.DATE;
                    return qualifier + Identifier.sql(column(pattern, filter.path())) + " >= "
                            + (day ? "CURRENT_DATE" : "now()") + " - interval '"
                            + filter.values().get(0) + " days'";
                })
                .collect(Collectors.joining(" AND "));
    }

    private static String indented(String sql) {
        return sql.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }

    private static long half(AccessPattern pattern) {
        Long seconds = pattern.freshnessSeconds();
        return Math.max(1, (seconds == null ? 0 : seconds) / 2);
    }

    private String column(AccessPattern pattern, String path) {
        return PathResolver.resolve(mapping, pattern.entity(), path).column();
    }

    private String expression(AccessPattern pattern, Measure measure) {
        if (measure.path() == null) {
            return "count(*)";
        }
        String column = "t." + Identifier.sql(column(pattern, measure.path()));
        return switch (measure.function()) {
            case COUNT -> "count(" + column + ")";
            case SUM -> "sum(" + column + ")";
            case AVERAGE -> "avg(" + column + ")";
            case MINIMUM -> "min(" + column + ")";
            case MAXIMUM -> "max(" + column + ")";
        };
    }

    /** The view of a pattern. */
    public static QualifiedName name(Mapping mapping, AccessPattern pattern) {
        return QualifiedName.of(mapping.requirements().project().schema(), Naming.limited(pattern.name() + "_summary"));
    }

    /** The column that holds a measure, and what the query of the pattern calls it. */
    public static String name(Measure measure) {
        return measure.path() == null
                ? "row_count"
                : measure.path().replace('.', '_') + "_"
                        + measure.function().name().toLowerCase(Locale.ROOT);
    }
}
