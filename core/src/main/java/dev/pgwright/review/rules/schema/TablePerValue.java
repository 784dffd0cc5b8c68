package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables whose names are data. */
public final class TablePerValue implements SchemaRule {
    private static final int NAMED = 3;
    private static final Set<String> VALUES = Set.of(
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "eu",
            "us",
            "uk",
            "usa",
            "emea",
            "apac",
            "latam",
            "asia",
            "europe",
            "africa",
            "america",
            "north",
            "south",
            "east",
            "west");
    private static final RuleInfo INFO = RuleInfo.of("table-per-value", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "Tables of the same columns differ by a number, a month or a region in their names, and are no partitions.")
            .safe("Use one table with that value as a column, partitioned if its size asks for it.")
            .byHand("one table changes every statement that names the others")
            .seed("Normalization: normalize (3NF)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Map<String, List<Table>> siblings = new TreeMap<>();
        for (Table table : schema.tables()) {
            String pattern = pattern(table.name().name());
            if (pattern.indexOf('#') >= 0
                    && table.columns().size() > 1
                    && table.inherits().isEmpty()
                    && table.settings().foreign() == null) {
                String columns = table.columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .sorted()
                        .collect(Collectors.joining(", "));
                siblings.computeIfAbsent(
                                table.name().schema() + "." + pattern + " " + columns, key -> new ArrayList<>())
                        .add(table);
            }
        }
        siblings.values().stream().filter(tables -> tables.size() > 1).forEach(tables -> {
            Table last = tables.get(tables.size() - 1);
            String others = tables.subList(0, tables.size() - 1).stream()
                    .limit(NAMED)
                    .map(table -> SchemaContext.shown(table.name()))
                    .collect(Collectors.joining(", "));
            int more = tables.size() - 1 - NAMED;
            report.found(
                    schema,
                    SchemaObject.relation(last.name()),
                    SchemaContext.shown(last.name()) + " has the columns of " + others
                            + (more > 0 ? " and " + more + " more" : "")
                            + ": what tells them apart is in their names alone");
        });
    }

    /** The name with a sign in place of each number, month or region. */
    private static String pattern(String name) {
        return NameWords.of(name).stream()
                .map(word -> VALUES.contains(word) ? "#" : withoutDigits(word))
                .collect(Collectors.joining("_"));
    }

    private static String withoutDigits(String word) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char sign = word.charAt(i);
            if (!Character.isDigit(sign)) {
                kept.append(sign);
            } else if (kept.isEmpty() || kept.charAt(kept.length() - 1) != '#') {
                kept.append('#');
            }
        }
        return kept.toString();
    }
}
