package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Generated;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import java.util.List;
import java.util.stream.IntStream;

/** The generated tsvector column that a full-text access pattern searches. */
public final class SearchDocument {
    /** Stemming needs a language that nobody has told yet. */
    public static final String CONFIGURATION = "simple";

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

    /** The column's name: the texts it is made of, then {@code search}. */
    public static String column(List<String> attributes) {
        return Naming.limited(String.join("_", attributes) + "_search");
    }

    /** Adds the column, once. */
    static void addTo(TableDraft table, List<String> attributes) {
        String column = column(attributes);
        if (!table.hasColumn(column)) {
            table.columns.add(Column.of(column, "tsvector")
                    .withGenerated(new Generated(expression(attributes), true))
                    .withComment("What full-text search looks in: " + String.join(", ", attributes)));
        }
    }

    private static String expression(List<String> attributes) {
        return IntStream.range(0, attributes.size())
                .mapToObj(i -> "setweight(to_tsvector('" + CONFIGURATION + "'::regconfig, coalesce("
                        + Identifier.sql(attributes.get(i)) + ", '')), '"
                        + WEIGHTS.charAt(Math.min(i, WEIGHTS.length() - 1)) + "')")
                .reduce((left, right) -> left + " || " + right)
                .orElseThrow();
    }
}
