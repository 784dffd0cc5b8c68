package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Link tables that take the same link twice. */
public final class JunctionTableWithoutUniquePair implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "junction-table-without-unique-pair", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A link table (two foreign keys, hardly other columns) has no primary key or unique "
                    + "constraint over the pair.")
            .cost("duplicate links possible")
            .safe("Make it PRIMARY KEY (a_id, b_id) plus an index on (b_id, a_id).")
            .byHand("whether a pair may be there twice is known to people only")
            .seed("Data model: define relationships (N:M)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            List<Constraint.ForeignKey> keys = table.foreignKeys();
            Set<String> pair = new LinkedHashSet<>();
            keys.forEach(key -> pair.addAll(key.columns()));
            boolean links = keys.size() == 2
                    && Collections.disjoint(keys.get(0).columns(), keys.get(1).columns());
            if (links
                    && isLink(table, keys, pair, schema)
                    && TableParts.uniques(table).stream().noneMatch(one -> ties(one, pair))) {
                String columns = pair.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", "));
                report.found(
                                schema,
                                SchemaObject.relation(table.name()),
                                SchemaContext.shown(table.name()) + " links "
                                        + SchemaContext.shown(keys.get(0).referenced()) + " and "
                                        + SchemaContext.shown(keys.get(1).referenced())
                                        + ", and nothing keeps the same link from being there twice")
                        .advice("Remove duplicates, then add "
                                + (TableParts.key(table).isEmpty() ? "PRIMARY KEY" : "UNIQUE") + " (" + columns
                                + "), and an index that begins with the other column.");
            }
        }
    }

    /** Unique over the pair, over a part of it, or over the pair and something that tells links apart. */
    private static boolean ties(List<String> unique, Set<String> pair) {
        return pair.containsAll(unique) || unique.containsAll(pair);
    }

    /** Whether it says nothing but that two things belong together, by its columns or by its name. */
    private static boolean isLink(
            Table table, List<Constraint.ForeignKey> keys, Set<String> pair, SchemaContext schema) {
        List<Column> others = table.columns().stream()
                .filter(column -> !pair.contains(column.name()) && !isMadeUp(column))
                .toList();
        boolean bare = others.stream().allMatch(column -> TableParts.isCreationTime(column, schema));
        List<String> words = NameWords.of(table.name().name()).stream()
                .map(NameWords::singular)
                .toList();
        boolean named = others.size() <= 2
                && keys.stream().allMatch(key -> {
                    String parent =
                            NameWords.singular(NameWords.last(key.referenced().name()));
                    return words.contains(parent);
                });
        return bare
                || (named
                        && words.size() > 1
                        && !keys.get(0).referenced().equals(keys.get(1).referenced()));
    }

    /** A key of its own, which makes each link another one. */
    private static boolean isMadeUp(Column column) {
        return column.identity() != null
                || column.name().equals("id")
                || (column.defaultExpression() != null
                        && column.defaultExpression().startsWith("nextval("));
    }
}
