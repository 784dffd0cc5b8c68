package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.Backfill.KeyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The key by whose order a table is gone through: any that knows each row, and that an index gives in order. */
final class WalkKey {
    private WalkKey() {}

    /** The primary key's columns, else those of a unique key whose columns are all NOT NULL; empty where there is none. */
    static List<KeyColumn> of(Table table) {
        Stream<List<String>> primary = table.primaryKey().map(Constraint.PrimaryKey::columns).stream();
        Stream<List<String>> unique = table.of(Constraint.Unique.class).stream()
                .filter(key -> !key.withoutOverlaps())
                .map(Constraint.Unique::columns);
        Stream<List<String>> indexes = table.indexes().stream()
                .filter(WalkKey::isWhole)
                .map(index -> index.elements().stream().map(IndexElement::key).toList());
        List<KeyColumn> first =
                primary.findFirst().flatMap(names -> columns(table, names)).orElse(List.of());
        return !first.isEmpty()
                ? first
                : Stream.concat(unique, indexes)
                        .filter(names -> names.stream()
                                .allMatch(name ->
                                        table.column(name).map(Column::notNull).orElse(false)))
                        .flatMap(names -> columns(table, names).stream())
                        .findFirst()
                        .orElse(List.of());
    }

    /** Whether an index has all rows of its table, in an order that can be asked for by columns alone. */
    private static boolean isWhole(Index index) {
        return index.unique()
                && index.valid()
                && index.predicate() == null
                && index.elements().stream()
                        .noneMatch(element -> element.expression()
                                || element.descending()
                                || element.nullsFirst()
                                || element.collation() != null
                                || element.operatorClass() != null);
    }

    private static Optional<List<KeyColumn>> columns(Table table, List<String> names) {
        List<KeyColumn> columns = new ArrayList<>();
        for (String name : names) {
            Optional<Column> column = table.column(name);
            if (column.isEmpty() || column.get().type().isEmpty()) {
                return Optional.empty();
            }
            columns.add(new KeyColumn(name, column.get().type()));
        }
        return Optional.of(columns);
    }
}
