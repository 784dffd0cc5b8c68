package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.SchemaContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What columns refer to by their names and types alone. */
final class ImpliedReferences {
    /** Words of numbers that somebody else gives out. */
    private static final Set<String> ELSEWHERE = Set.of(
            "external",
            "ext",
            "remote",
            "legacy",
            "old",
            "original",
            "foreign",
            "stripe",
            "paypal",
            "google",
            "facebook",
            "github",
            "twitter",
            "provider",
            "third",
            "vendor",
            "upstream",
            "source");

    private static final List<String> INTEGERS = List.of("int2", "int4", "int8");

    private final SchemaContext schema;
    /** Tables with a key of one column, by their name in the singular, and by the name of that column. */
    private final Map<String, List<Table>> byName = new HashMap<>();

    private final Map<String, List<Table>> byKey = new HashMap<>();

    ImpliedReferences(SchemaContext schema) {
        this.schema = schema;
        for (Table table : schema.tables()) {
            List<String> key = TableParts.key(table);
            if (key.size() == 1 && !TableParts.isForeign(table)) {
                byName.computeIfAbsent(NameWords.singularOf(table.name().name()), name -> new ArrayList<>())
                        .add(table);
                boolean own = table.foreignKeys().stream()
                        .noneMatch(one -> one.columns().equals(key));
                if (own) {
                    byKey.computeIfAbsent(key.get(0), name -> new ArrayList<>()).add(table);
                }
            }
        }
    }

    /** The one table that a column can only mean; empty where its name or type does not say it. */
    Optional<Table> target(Table table, Column column) {
        List<String> words = NameWords.of(column.name());
        boolean named = words.size() > 1 && words.get(words.size() - 1).equals("id");
        if (!named
                || words.stream().anyMatch(ELSEWHERE::contains)
                || TableParts.key(table).equals(List.of(column.name()))
                || hasType(table, words)) {
            return Optional.empty();
        }
        // the whole name first: order_line_id means a line of an order before it means a line
        for (int from = 0; from < words.size() - 1; from++) {
            String stem = String.join("_", words.subList(from, words.size() - 1));
            Optional<Table> target = nearest(table, byName.getOrDefault(stem, List.of()), column);
            if (target.isPresent()) {
                return target;
            }
        }
        return nearest(table, byKey.getOrDefault(column.name(), List.of()), column);
    }

    /** Whether another column says which table it refers to. */
    private static boolean hasType(Table table, List<String> words) {
        String stem = String.join("_", words.subList(0, words.size() - 1));
        return table.columns().stream()
                .map(other -> NameWords.snake(other.name()))
                .anyMatch(name ->
                        name.equals(stem + "_type") || name.equals(stem + "_kind") || name.equals(stem + "_class"));
    }

    /** The only one that fits in the table's own schema; else the only one that fits anywhere. */
    private Optional<Table> nearest(Table table, List<Table> candidates, Column column) {
        List<Table> fitting =
                candidates.stream().filter(one -> fits(one, column)).toList();
        List<Table> near = fitting.stream()
                .filter(one -> one.name().schema().equals(table.name().schema()))
                .toList();
        List<Table> chosen = near.isEmpty() ? fitting : near;
        return chosen.size() == 1 ? Optional.of(chosen.get(0)) : Optional.empty();
    }

    private boolean fits(Table target, Column column) {
        String key = TableParts.key(target).get(0);
        ColumnType own = ColumnParts.type(column, schema);
        ColumnType other = ColumnParts.type(target.column(key).orElseThrow(), schema);
        boolean named = key.equals("id") || NameWords.last(key).equals("id");
        boolean integers = INTEGERS.contains(own.base()) && INTEGERS.contains(other.base());
        return named && own.array() == other.array() && (integers || own.base().equals(other.base()));
    }
}
