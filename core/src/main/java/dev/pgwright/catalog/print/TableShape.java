package dev.pgwright.catalog.print;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a table that has parents is made. Where its columns are those of its parents, in their order, CREATE TABLE says
 * only what differs; otherwise the table is made alone, with all that a parent demands, and joined afterwards.
 *
 * @param joinedLater made alone, then {@code ATTACH PARTITION} or {@code INHERIT}
 * @param columns to be written in CREATE TABLE, without a type where a partition only says more of a parent's column
 * @param dropDefaults columns that must not have the default of the parent
 * @param parentChecks checks of the parents that a table joined later must have itself
 * @param attached the statements that make the indexes which joining attaches to those of the parents
 */
record TableShape(
        boolean joinedLater,
        List<Column> columns,
        List<String> dropDefaults,
        List<Constraint.Check> parentChecks,
        List<String> attached) {
    static TableShape of(Table table, Catalog catalog) {
        List<Table> parents = parents(table, catalog);
        if (parents.isEmpty()) {
            boolean unknownParents =
                    table.partitionOf() != null || !table.inherits().isEmpty();
            return new TableShape(unknownParents, table.columns(), List.of(), List.of(), List.of());
        }
        Map<String, Column> inherited = new LinkedHashMap<>();
        parents.forEach(parent -> parent.columns().forEach(column -> inherited.putIfAbsent(column.name(), column)));
        if (!table.attachedIndexes().isEmpty() || !follows(table, List.copyOf(inherited.values()))) {
            Map<String, Constraint.Check> checks = new LinkedHashMap<>();
            parents.forEach(parent -> collectChecks(parent, catalog, checks));
            return new TableShape(
                    true, table.columns(), List.of(), List.copyOf(checks.values()), attached(table, catalog));
        }
        List<Column> written = new ArrayList<>();
        List<String> dropDefaults = new ArrayList<>();
        for (Column column : table.columns()) {
            Column parent = inherited.get(column.name());
            if (parent == null || differs(column, parent)) {
                written.add(parent != null && table.partitionOf() != null ? overriding(column, parent) : column);
            }
            if (parent != null && parent.defaultExpression() != null && column.defaultExpression() == null) {
                dropDefaults.add(column.name());
            }
        }
        return new TableShape(false, written, dropDefaults, List.of(), List.of());
    }

    /** The column with only what a partition may say of it: the default and that it is not null. */
    private static Column overriding(Column column, Column parent) {
        boolean sameDefault = Objects.equals(column.defaultExpression(), parent.defaultExpression());
        return new Column(
                column.name(),
                "",
                null,
                column.notNull() && !parent.notNull(),
                sameDefault ? null : column.defaultExpression(),
                null,
                null,
                null);
    }

    private static List<Table> parents(Table table, Catalog catalog) {
        List<QualifiedName> names =
                table.partitionOf() != null ? List.of(table.partitionOf().parent()) : table.inherits();
        List<Table> parents = new ArrayList<>();
        for (QualifiedName name : names) {
            Table parent = catalog.table(name).orElse(null);
            if (parent == null) {
                return List.of();
            }
            parents.add(parent);
        }
        return parents;
    }

    /** Whether a table's columns start with these, and for a partition are these. */
    private static boolean follows(Table table, List<Column> inherited) {
        List<Column> own = table.columns();
        if (own.size() < inherited.size() || (table.partitionOf() != null && own.size() > inherited.size())) {
            return false;
        }
        for (int i = 0; i < inherited.size(); i++) {
            Column column = own.get(i);
            Column parent = inherited.get(i);
            boolean same = column.name().equals(parent.name())
                    && column.type().equals(parent.type())
                    && Objects.equals(column.collation(), parent.collation())
                    && Objects.equals(column.generated(), parent.generated())
                    && (column.identity() == null || table.partitionOf() == null)
                    && (column.notNull() || !parent.notNull())
                    && column.settings().storage() == parent.settings().storage()
                    && Objects.equals(
                            column.settings().compression(), parent.settings().compression())
                    && column.settings().foreignOptions().isEmpty();
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean differs(Column column, Column parent) {
        boolean ownDefault = column.defaultExpression() != null
                && !column.defaultExpression().equals(parent.defaultExpression());
        return ownDefault || (column.notNull() && !parent.notNull()) || column.identity() != null;
    }

    private static List<String> attached(Table table, Catalog catalog) {
        List<String> statements = new ArrayList<>();
        for (AttachedIndex attached : table.attachedIndexes()) {
            statements.addAll(root(table, attached.root(), catalog)
                    .map(root -> AttachedIndexDdl.statements(table.name(), attached, root))
                    .orElse(List.of()));
        }
        return statements;
    }

    /** The index or constraint in the nearest table above that has one of the name. */
    private static Optional<Object> root(Table table, String name, Catalog catalog) {
        for (Table above = parent(table, catalog); above != null; above = parent(above, catalog)) {
            Optional<Object> found = Stream.<Object>concat(
                            above.indexes().stream()
                                    .filter(index -> index.name().equals(name)),
                            above.constraints().stream()
                                    .filter(constraint -> constraint.name().equals(name)))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static @Nullable Table parent(Table table, Catalog catalog) {
        return table.partitionOf() == null
                ? null
                : catalog.table(table.partitionOf().parent()).orElse(null);
    }

    private static void collectChecks(Table table, Catalog catalog, Map<String, Constraint.Check> checks) {
        for (Constraint.Check check : table.of(Constraint.Check.class)) {
            if (!check.noInherit()) {
                checks.putIfAbsent(check.name(), check);
            }
        }
        parents(table, catalog).forEach(parent -> collectChecks(parent, catalog, checks));
    }
}
