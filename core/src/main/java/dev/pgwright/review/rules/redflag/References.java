package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.rules.schema.FormattedType;
import dev.pgwright.review.rules.schema.NameWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Columns that reference another table by their names and types, with a foreign key or without. */
final class References {
    private static final Set<String> KEYS = Set.of("id", "uuid", "key", "code");

    /** Tables of a schema by what a reference to them may be called. */
    private final Map<String, List<Table>> names = new HashMap<>();

    private References(SchemaContext schema) {
        for (Table table : schema.tables()) {
            List<String> key = key(table);
            if (key.size() == 1) {
                String space = table.name().schema() + ".";
                String named = NameWords.singularOf(table.name().name());
                KEYS.forEach(word -> add(space + named + "_" + word, table));
                // a name of one word is asked for by nobody, and many tables have it
                if (NameWords.of(key.get(0)).size() > 1) {
                    add(space + NameWords.snake(key.get(0)), table);
                }
            }
        }
    }

    private void add(String name, Table table) {
        List<Table> tables = names.computeIfAbsent(name, key -> new ArrayList<>());
        if (tables.isEmpty() || tables.get(tables.size() - 1) != table) {
            tables.add(table);
        }
    }

    private static List<String> key(Table table) {
        return table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
    }

    /**
     * A column that names rows of a table.
     *
     * @param declared whether a foreign key says so
     */
    record Reference(Table table, Column column, Table referenced, boolean declared) {}

    static List<Reference> in(SchemaContext schema) {
        References references = new References(schema);
        return schema.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .flatMap(column -> references.referenced(table, column).stream()
                                .map(other -> new Reference(table, column, other, isDeclared(table, column)))))
                .toList();
    }

    private static boolean isDeclared(Table table, Column column) {
        return table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    }

    /** The table whose key a column has the name and the type of; a name of one word says too little. */
    private Optional<Table> referenced(Table table, Column column) {
        List<String> words = NameWords.of(column.name());
        if (words.size() < 2 || key(table).equals(List.of(column.name()))) {
            return Optional.empty();
        }
        List<String> singular = new ArrayList<>(words);
        singular.set(words.size() - 2, NameWords.singular(words.get(words.size() - 2)));
        return names.getOrDefault(table.name().schema() + "." + String.join("_", singular), List.of()).stream()
                .filter(other -> !other.name().equals(table.name()))
                .filter(other -> other.column(key(other).get(0))
                        .filter(key -> isLike(key.type(), column.type()))
                        .isPresent())
                .findFirst();
    }

    private static boolean isLike(String one, String other) {
        FormattedType first = FormattedType.of(one);
        FormattedType second = FormattedType.of(other);
        return one.equals(other) || (first.isInteger() && second.isInteger()) || (first.isText() && second.isText());
    }
}
