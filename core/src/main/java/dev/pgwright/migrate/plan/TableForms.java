package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables that are partitioned in another way in another schema, and the schemas between: all that ALTER can do comes
 * first, then one such table after the other.
 */
final class TableForms {
    private final List<QualifiedName> changed;
    private final List<Catalog> states;

    private TableForms(List<QualifiedName> changed, List<Catalog> states) {
        this.changed = changed;
        this.states = states;
    }

    /** What changes between two schemas. */
    static TableForms of(Catalog from, Catalog to) {
        List<QualifiedName> changed = to.tables().stream()
                .filter(table -> isAnother(table, from.table(table.name())))
                .map(Table::name)
                .toList();
        List<Catalog> states = new ArrayList<>(List.of(to));
        for (int i = changed.size() - 1; i >= 0; i--) {
            states.add(0, withOldForm(from, states.get(0), changed.get(i)));
        }
        return new TableForms(changed, states);
    }

    private static boolean isAnother(Table table, Optional<Table> before) {
        return before.isPresent()
                && table.partitionOf() == null
                && before.get().partitionOf() == null
                && table.settings().foreign() == null
                && before.get().settings().foreign() == null
                && !Objects.equals(table.partitioning(), before.get().partitioning());
    }

    /** The schema wanted but for these tables, which have their old form. */
    Catalog before() {
        return states.get(0);
    }

    /** The change of each of them. */
    List<TableInPhases> phases(int version) {
        List<TableInPhases> phases = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            phases.add(TableInPhases.of(states.get(i), states.get(i + 1), changed.get(i), version));
        }
        return phases;
    }

    /** Keys, indexes, partitions, and the foreign keys to the table are as they were; columns and all else as wanted. */
    private static Catalog withOldForm(Catalog from, Catalog to, QualifiedName name) {
        List<Table> before = TableSide.tree(from, name);
        List<QualifiedName> now =
                TableSide.tree(to, name).stream().map(Table::name).toList();
        Table wanted = to.table(name).orElseThrow();
        List<Table> tables = new ArrayList<>();
        for (Table table : before) {
            tables.add(table.name().equals(name) ? root(table, wanted) : partition(table, wanted));
        }
        to.tables().stream()
                .filter(table -> !now.contains(table.name()))
                .map(table -> referring(table, from.table(table.name()), now, before))
                .forEach(tables::add);
        return TableSide.with(to, to.schemas(), tables);
    }

    private static Table root(Table old, Table wanted) {
        Stream<Constraint> keys =
                old.constraints().stream().filter(TableForms::isKey).filter(key -> has(wanted, key));
        Stream<Constraint> others = wanted.constraints().stream().filter(constraint -> !isKey(constraint));
        return new Table(
                old.name(),
                wanted.columns(),
                Stream.concat(keys, others).toList(),
                old.indexes(),
                wanted.triggers(),
                old.partitioning(),
                null,
                old.inherits(),
                old.unlogged(),
                old.storageParameters(),
                wanted.policies(),
                wanted.rules(),
                List.of(),
                wanted.settings(),
                wanted.comment());
    }

    private static Table partition(Table old, Table wanted) {
        List<Column> columns = wanted.columns().stream()
                .map(column -> old.column(column.name()).orElse(column))
                .toList();
        return TableSide.withParts(old, columns, old.constraints());
    }

    private static boolean isKey(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey
                || constraint instanceof Constraint.Unique
                || constraint instanceof Constraint.Exclusion;
    }

    private static boolean has(Table table, Constraint key) {
        List<String> columns = key instanceof Constraint.PrimaryKey primary
                ? primary.columns()
                : key instanceof Constraint.Unique unique ? unique.columns() : List.of();
        return columns.stream().allMatch(column -> table.column(column).isPresent());
    }

    /** A table with the foreign keys to the changed one that it had. */
    private static Table referring(Table table, Optional<Table> before, List<QualifiedName> now, List<Table> tree) {
        Stream<Constraint> own = table.constraints().stream().filter(constraint -> !refersTo(constraint, now));
        List<QualifiedName> names = tree.stream().map(Table::name).toList();
        Stream<Constraint> old = before.stream()
                .flatMap(same -> same.constraints().stream())
                .filter(constraint -> refersTo(constraint, names))
                .filter(constraint -> ((Constraint.ForeignKey) constraint)
                        .columns().stream()
                                .allMatch(column -> table.column(column).isPresent()));
        return TableSide.withParts(
                table, table.columns(), Stream.concat(own, old).toList());
    }

    private static boolean refersTo(Constraint constraint, List<QualifiedName> tables) {
        return constraint instanceof Constraint.ForeignKey key && tables.contains(key.referenced());
    }
}
