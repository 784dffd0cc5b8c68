package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Generated;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Entity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The generated tsvector column that a full-text access pattern searches. */
public final class SearchDocument {
    /** Where nobody told a language, or several: words as written. */
    private static final String UNKNOWN_LANGUAGE = "simple";

    private static final String WEIGHTS = "ABCD";

    private SearchDocument() {}

    /** The texts that a pattern searches together, most important first; empty when it searches none. */
    public static List<String> attributes(AccessPattern pattern) {
        return pattern.filters().stream()
                .filter(filter -> filter.operator() == Operator.MATCHES)
                .map(Filter::path)
                .filter(path -> !path.contains("."))
                .toList();
    }

    /** The text search configuration for texts that are searched together. */
    public static String configuration(Entity entity, List<String> attributes) {
        Set<String> languages = attributes.stream()
                .map(entity::attribute)
                .flatMap(Optional::stream)
                .map(attribute ->
                        Optional.ofNullable(attribute.searchLanguage()).orElse(UNKNOWN_LANGUAGE))
                .collect(Collectors.toSet());
        return languages.size() == 1 ? languages.iterator().next() : UNKNOWN_LANGUAGE;
    }

    /** The column's name: the texts it is made of, then {@code search}. */
    public static String column(List<String> attributes) {
        return Naming.limited(String.join("_", attributes) + "_search");
    }

    /** Adds the column, once. */
    static void addTo(TableDraft table, Entity entity, List<String> attributes) {
        String column = column(attributes);
        if (!table.hasColumn(column)) {
            table.columns.add(Column.of(column, "tsvector")
                    .withGenerated(new Generated(expression(attributes, configuration(entity, attributes)), true))
                    .withComment("What full-text search looks in: " + String.join(", ", attributes)));
        }
    }

    private static String expression(List<String> attributes, String configuration) {
        return IntStream.range(0, attributes.size())
                .mapToObj(i -> "setweight(to_tsvector('" + configuration + "'::regconfig, coalesce("
                        + Identifier.sql(attributes.get(i)) + ", '')), '"
                        + WEIGHTS.charAt(Math.min(i, WEIGHTS.length() - 1)) + "')")
                .reduce((left, right) -> left + " || " + right)
                .orElseThrow();
    }
}
