package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one must know of a table to write rows for it. */
final class TableFacts {
    /** Bounds of a partitioned table's first partitions are enough to find values that have a partition. */
    private static final int PARTITIONS_READ_FOR_CONSTANTS = 3;

    private final Table table;
    private final Map<String, ColumnType> types = new HashMap<>();
    private final Map<String, Column> generated = new TreeMap<>();
    private final Map<String, Column> columns = new TreeMap<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Expression> expressions = new HashMap<>();
    private final List<Condition> constants = new ArrayList<>();

    TableFacts(Table table, Catalog catalog, Session session) {
        this.table = table;
        for (Column column : table.columns()) {
            columns.put(column.name(), column);
            types.put(column.name(), ColumnType.of(column.type(), catalog));
            if (column.generated() != null) {
                generated.put(column.name(), column);
            }
        }
        for (Constraint.Check check : table.of(Constraint.Check.class)) {
            if (check.enforced()) {
                conditions.add(condition(check));
            }
        }
        table.columns().forEach(this::addDomainChecks);
        constants.addAll(conditions);
        if (table.partitioning() != null) {
            addPartitionBounds(session);
        }
    }

    private void addDomainChecks(Column column) {
        for (DomainType domain : type(column.name()).domains()) {
            for (DomainType.DomainCheck check : domain.checks()) {
                conditions.add(domainCondition(column.name(), check));
            }
        }
    }

    Condition domainCondition(String column, DomainType.DomainCheck check) {
        String sql = "SELECT " + check.expression() + " FROM (SELECT " + Quoted.name(column) + " AS value) AS d";
        return new Condition(check.name(), "(" + sql + ")", Set.of(column), false);
    }

    private void addPartitionBounds(Session session) {
        List<String> bounds = new ArrayList<>();
        String leaves = "SELECT coalesce(pg_get_partition_constraintdef(relid), 'true')"
                + " FROM pg_partition_tree(to_regclass(?)) WHERE isleaf AND level > 0 ORDER BY relid::regclass::text COLLATE \"C\"";
        session.rows(leaves, Quoted.name(table.name())).first().forEach(bound -> bounds.add(String.valueOf(bound)));
        if (bounds.isEmpty()) {
            return;
        }
        String any = bounds.stream().map(bound -> "(" + bound + ")").collect(Collectors.joining(" OR "));
        conditions.add(condition("a partition for the row", any));
        bounds.stream().limit(PARTITIONS_READ_FOR_CONSTANTS).forEach(bound -> constants.add(condition("bound", bound)));
    }

    Table table() {
        return table;
    }

    ColumnType type(String column) {
        ColumnType type = types.get(column);
        if (type == null) {
            throw new IllegalStateException("table " + table.name() + " has no column " + column);
        }
        return type;
    }

    /** Columns that a row can say: all but the generated ones, in order of position. */
    List<Column> writable() {
        return table.columns().stream()
                .filter(column -> column.generated() == null)
                .toList();
    }

    boolean isNullable(String name) {
        Column column = columns.get(name);
        return column != null
                && !column.notNull()
                && column.identity() == null
                && type(name).domains().stream().noneMatch(DomainType::notNull)
                && table.primaryKey().stream().noneMatch(key -> key.columns().contains(name));
    }

    /** All that every row must satisfy by itself. */
    List<Condition> conditions() {
        return conditions;
    }

    /** Expressions whose constants say something about good and bad values. */
    List<Condition> sourcesOfConstants() {
        return constants;
    }

    Condition condition(Constraint.Check check) {
        return condition(check.name(), check.expression());
    }

    Condition condition(String label, String sql) {
        return new Condition(label, sql, mentioned(sql), false);
    }

    /** A condition that must be true and not merely unknown. */
    Condition strict(String label, String sql) {
        return new Condition(label, sql, mentioned(sql), true);
    }

    Condition present(String column) {
        return strict(column + " is present", Quoted.name(column) + " IS NOT NULL");
    }

    /** What an expression speaks of; each is parsed once. */
    Expression expression(String sql) {
        return expressions.computeIfAbsent(sql, Expression::of);
    }

    /** The columns that an expression speaks of, those that generated columns are made of included. */
    Set<String> mentioned(String sql) {
        Set<String> all = new TreeSet<>(expression(sql).names());
        for (String name : List.copyOf(all)) {
            Column column = generated.get(name);
            if (column != null && column.generated() != null) {
                all.addAll(expression(column.generated().expression()).names());
            }
        }
        all.retainAll(columns.keySet());
        return all;
    }

    /** The generated columns among these. */
    List<Column> generatedAmong(Set<String> names) {
        return generated.values().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
    }

    /** The columns of a key or unique index of this table by its name; empty when it has none of that name. */
    Optional<Set<String>> keyColumns(@Nullable String name) {
        for (Constraint constraint : table.constraints()) {
            if (constraint.name().equals(name)) {
                if (constraint instanceof Constraint.PrimaryKey key) {
                    return Optional.of(Set.copyOf(key.columns()));
                } else if (constraint instanceof Constraint.Unique key) {
                    return Optional.of(Set.copyOf(key.columns()));
                }
            }
        }
        return table.indexes().stream()
                .filter(index -> index.unique() && index.name().equals(name))
                .map(index -> keyColumns(index.elements()))
                .findFirst();
    }

    /** The columns that index elements are made of. */
    Set<String> keyColumns(List<IndexElement> elements) {
        Set<String> columns = new TreeSet<>();
        for (IndexElement element : elements) {
            columns.addAll(element.expression() ? mentioned(element.key()) : Set.of(element.key()));
        }
        return columns;
    }

    /** The columns of all foreign keys. */
    Set<String> foreignKeyColumns() {
        Set<String> columns = new TreeSet<>();
        table.foreignKeys().forEach(key -> columns.addAll(key.columns()));
        return columns;
    }
}
