package dev.pgwright.design.write;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.decide.Summaries;
import dev.pgwright.design.decide.SummaryDecision;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Measure;
import dev.pgwright.design.requirements.AccessPattern.Rank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Aggregates as SQL: computed, or read from the materialized view that holds their numbers. */
final class AggregateWriter {
    private final Design design;
    private final AccessPattern pattern;
    private final Parameters parameters;
    private final Aliases aliases;

    AggregateWriter(Design design, AccessPattern pattern, Parameters parameters, Aliases aliases) {
        this.design = design;
        this.pattern = pattern;
        this.parameters = parameters;
        this.aliases = aliases;
    }

    /**
     * @param rows of the pattern's table
     */
    String write(Scope rows) {
        return SummaryDecision.isKept(design.mapping().requirements(), pattern) ? kept(rows) : computed(rows);
    }

    private String computed(Scope scope) {
        List<String> outputs = new ArrayList<>();
        Map<String, String> groups = groups(scope);
        groups.forEach((path, column) -> outputs.add(SelectWriter.output(design, column, scope.resolve(path), path)));
        for (Measure measure : pattern.measures()) {
            outputs.add(expression(scope, measure) + " AS " + name(measure));
        }
        List<String> conditions = new Conditions(scope, parameters, pattern).all();
        return SelectWriter.select(outputs) + "\n" + scope.from() + SelectWriter.where(conditions)
                + (groups.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", groups.values()))
                + ordered(groups);
    }

    private String kept(Scope rows) {
        QualifiedName view = Summaries.name(design.mapping(), pattern);
        Scope scope = new Scope(design, rows.root(), Identifier.sql(view), aliases.of(view.name()), aliases);
        Map<String, String> groups = groups(scope);
        List<String> outputs = new ArrayList<>(groups.values());
        pattern.measures().forEach(measure -> outputs.add(scope.rootAlias() + "." + name(measure)));
        List<String> conditions = new Conditions(scope, parameters, pattern).all();
        return SelectWriter.select(outputs) + "\n" + scope.from() + SelectWriter.where(conditions) + ordered(groups);
    }

    /** The columns to group by, by their paths. */
    private Map<String, String> groups(Scope scope) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (String path : pattern.groupBy()) {
            Resolved resolved = scope.resolve(path);
            groups.put(path, scope.column(resolved));
        }
        return groups;
    }

    /** By what the requirements say; ties, and all where they say nothing, by the groups, which differ. */
    private String ordered(Map<String, String> groups) {
        Map<String, String> left = new LinkedHashMap<>(groups);
        List<String> keys = new ArrayList<>();
        for (Rank rank : pattern.ranks()) {
            String key =
                    rank.measure() == null ? Objects.requireNonNull(left.remove(rank.group())) : name(rank.measure());
            boolean always = rank.measure() != null && rank.measure().function() == Function.COUNT;
            keys.add(key + (rank.descending() ? always ? " DESC" : " DESC NULLS LAST" : ""));
        }
        keys.addAll(left.values());
        return (keys.isEmpty() ? "" : "\nORDER BY " + String.join(", ", keys))
                + (pattern.page() == null ? "" : "\nLIMIT " + pattern.page());
    }

    private static String name(Measure measure) {
        return Identifier.sql(Identifier.limited(Summaries.name(measure)));
    }

    private static String expression(Scope scope, Measure measure) {
        if (measure.path() == null) {
            return "count(*)";
        }
        String column = scope.column(scope.resolve(measure.path()));
        return switch (measure.function()) {
            case COUNT -> "count(" + column + ")";
            case SUM -> "sum(" + column + ")";
            case AVERAGE -> "avg(" + column + ")";
            case MINIMUM -> "min(" + column + ")";
            case MAXIMUM -> "max(" + column + ")";
        };
    }
}
