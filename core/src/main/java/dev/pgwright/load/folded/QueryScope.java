package dev.pgwright.load.folded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relations that a query's expressions can name, and those of the queries around it. */
final class QueryScope {
    private final @Nullable QueryScope outer;
    private final List<Item> items = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final Map<String, List<Column>> withQueries = new HashMap<>();

    /**
     * A column of a result.
     *
     * @param type null when it is not known
     * @param relation the number of the relation that it is a column of, 0 for none
     */
    record Column(String name, @Nullable TypeRef type, int relation, int number) {
        static Column computed(String name, @Nullable TypeRef type) {
            return new Column(name, type, 0, 0);
        }

        Column named(String other) {
            return new Column(other, type, relation, number);
        }
    }

    /**
     * One of the relations in FROM.
     *
     * @param schema of a relation without an alias, null otherwise
     * @param open whether it may have columns that are not known
     */
    record Item(String name, @Nullable String schema, List<Column> columns, boolean open) {
        @Nullable Column column(String columnName) {
            for (Column column : columns) {
                if (column.name().equals(columnName)) {
                    return column;
                }
            }
            return null;
        }
    }

    private record Join(List<Item> left, List<Item> right, List<String> using) {}

    QueryScope(@Nullable QueryScope outer) {
        this.outer = outer;
    }

    void add(Item item) {
        items.add(item);
    }

    /**
     * Says by which columns relations are joined: {@code *} shows these once and first. Their columns can still be named
     * through each relation.
     */
    void joined(List<Item> left, List<Item> right, List<String> using) {
        joins.add(new Join(left, right, using));
    }

    /** The columns of {@code *}. */
    List<Column> allColumns() {
        Map<Item, List<Column>> columns = new IdentityHashMap<>();
        for (Item item : items) {
            columns.put(item, item.columns());
        }
        for (Join join : joins) {
            List<Item> members = new ArrayList<>(join.left());
            members.addAll(join.right());
            Item first = members.get(0);
            List<Column> left = columnsOf(join.left(), columns);
            List<Column> right = columnsOf(join.right(), columns);
            List<Column> merged = new ArrayList<>();
            for (String name : join.using()) {
                left.stream()
                        .filter(column -> column.name().equals(name))
                        .limit(1)
                        .forEach(merged::add);
            }
            for (List<Column> side : List.of(left, right)) {
                side.stream()
                        .filter(column -> !join.using().contains(column.name()))
                        .forEach(merged::add);
            }
            members.forEach(member -> columns.put(member, List.of()));
            columns.put(first, merged);
        }
        List<Column> all = new ArrayList<>();
        for (Item item : items) {
            all.addAll(columns.getOrDefault(item, List.of()));
        }
        return all;
    }

    private static List<Column> columnsOf(List<Item> side, Map<Item, List<Column>> columns) {
        List<Column> all = new ArrayList<>();
        side.forEach(item -> all.addAll(columns.getOrDefault(item, List.of())));
        return all;
    }

    List<Item> items() {
        return items;
    }

    @Nullable QueryScope outer() {
        return outer;
    }

    void define(String withQuery, List<Column> columns) {
        withQueries.put(withQuery, columns);
    }

    @Nullable List<Column> withQuery(String name) {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            List<Column> columns = scope.withQueries.get(name);
            if (columns != null) {
                return columns;
            }
        }
        return null;
    }

    /** Whether some relation may have columns that are not known. */
    boolean isOpen() {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            if (scope.items.stream().anyMatch(Item::open)) {
                return true;
            }
        }
        return false;
    }

    @Nullable Column find(String columnName) {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            for (Item item : scope.items) {
                Column column = item.column(columnName);
                if (column != null) {
                    return column;
                }
            }
        }
        return null;
    }

    @Nullable Item item(@Nullable String schema, String name) {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            for (Item item : scope.items) {
                if (item.name().equals(name) && (schema == null || schema.equals(item.schema()))) {
                    return item;
                }
            }
        }
        return null;
    }
}
