package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables that are partitioned in another way in another schema, or partitioned and keyed by wider integers, and the
 * schemas between: all that ALTER can do comes first, then one such table after the other.
 */
final class TableForms {
    private final List<QualifiedName> changed;
    private final List<Catalog> states;

    private TableForms(List<QualifiedName> changed, List<Catalog> states) {
        this.changed = changed;
        this.states = states;
    }

    /**
     * What changes between two schemas.
     *
     * @param phases whether integers get wider with the form; otherwise ALTER does that
     */
    static TableForms of(Catalog from, Catalog to, boolean phases) {
        List<QualifiedName> changed = to.tables().stream()
                .filter(table -> from.table(table.name())
                        .map(before -> isAnother(table, before)
                                || (phases && isWider(from, before, table) && !TableInPhases.isRefused(to, table)))
                        .orElse(false))
                .map(Table::name)
                .toList();
        List<Catalog> states = new ArrayList<>(List.of(to));
        for (int i = changed.size() - 1; i >= 0; i--) {
            states.add(0, withOldForm(from, states.get(0), changed.get(i), phases));
        }
        return new TableForms(changed, states);
    }

    private static boolean isAnother(Table table, Table before) {
        return table.partitionOf() == null
                && before.partitionOf() == null
                && table.settings().foreign() == null
                && before.settings().foreign() == null
                && !Objects.equals(table.partitioning(), before.partitioning());
    }

    /** Whether a column gets wider of which a partitioned table can have no second one. */
    private static boolean isWider(Catalog from, Table before, Table table) {
        return table.partitionOf() == null
                && table.partitioning() != null
                && table.partitioning().equals(before.partitioning())
                && table.primaryKey().isPresent()
                && before.primaryKey().equals(table.primaryKey())
                && !TableInPhases.isRefused(from, before)
                && WiderColumn.between(before, table).stream()
                        .anyMatch(column -> !PartitionedShadow.isPossible(
                                before, before.column(column.name()).orElseThrow()));
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
    private static Catalog withOldForm(Catalog from, Catalog to, QualifiedName name, boolean phases) {
        List<Table> before = TableSide.tree(from, name);
        List<QualifiedName> now =
                TableSide.tree(to, name).stream().map(Table::name).toList();
        Table wanted = to.table(name).orElseThrow();
        List<WiderColumn> wider = phases ? WiderColumn.between(before.get(0), wanted) : List.of();
        List<Column> columns = WiderColumn.with(wanted.columns(), wider, false).stream()
                .map(column -> withOldIdentity(column, before.get(0), wider))
                .toList();
        List<Table> tables = new ArrayList<>();
        for (Table table : before) {
            tables.add(
                    table.name().equals(name)
                            ? root(table, referring(wanted, from.table(name), now, before), columns)
                            : partition(table, columns));
        }
        to.tables().stream()
                .filter(table -> !now.contains(table.name()))
                .map(table -> referring(table, from.table(table.name()), now, before))
                .forEach(tables::add);
        return TableSide.with(to, to.schemas(), tables);
    }

    /** The numbers of a narrow column end where it does. */
    private static Column withOldIdentity(Column column, Table old, List<WiderColumn> wider) {
        Optional<Identity> own = old.column(column.name()).map(Column::identity);
        boolean narrow = wider.stream().anyMatch(each -> each.name().equals(column.name()));
        return narrow && column.identity() != null && own.isPresent() ? column.withIdentity(own.get()) : column;
    }

    /** @param wanted with the foreign keys to itself that it had */
    private static Table root(Table old, Table wanted, List<Column> columns) {
        Stream<Constraint> keys =
                old.constraints().stream().filter(TableForms::isKey).filter(key -> has(wanted, key));
        Stream<Constraint> others = wanted.constraints().stream().filter(constraint -> !isKey(constraint));
        return new Table(
                old.name(),
                columns,
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

    /** A partition's columns have the types of its table's. */
    private static Table partition(Table old, List<Column> columns) {
        List<Column> own = columns.stream()
                .map(column -> old.column(column.name())
                        .map(same -> same.withType(column.type()))
                        .orElse(column))
                .toList();
        return TableSide.withParts(old, own, old.constraints());
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
        return has(table, columns);
    }

    private static boolean has(Table table, List<String> columns) {
        return columns.stream().allMatch(column -> table.column(column).isPresent());
    }

    /** A table with the foreign keys to the changed one that it had. */
    private static Table referring(Table table, Optional<Table> before, List<QualifiedName> now, List<Table> tree) {
        Stream<Constraint> own =
                table.constraints().stream().filter(constraint -> !TableSide.refersTo(constraint, now));
        List<QualifiedName> names = tree.stream().map(Table::name).toList();
        Stream<Constraint> old = before.stream()
                .flatMap(same -> same.constraints().stream())
                .filter(constraint -> TableSide.refersTo(constraint, names))
                .map(Constraint.ForeignKey.class::cast)
                .filter(key -> has(table, key.columns()))
                .filter(key -> !key.referenced().equals(table.name()) || has(table, key.referencedColumns()))
                .map(Constraint.class::cast);
        return TableSide.withParts(
                table, table.columns(), Stream.concat(own, old).toList());
    }
}
