package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Columns of a partitioned table that get a shadow. Columns and row triggers of the table are those of its partitions as
 * well; an index is built on each partition by itself, so that its name there has to become the one it had.
 */
final class PartitionedShadow {
    private PartitionedShadow() {}

    /**
     * Whether another column can take the place of one: not of a partition key, and not of a key, since a partitioned table
     * takes no index for a constraint (PostgreSQL 18, ALTER TABLE, ADD table_constraint_using_index).
     */
    static boolean isPossible(Table table, Column column) {
        return table.partitioning() == null
                || (table.partitioning().keys().stream().noneMatch(key -> names(key.key(), column.name()))
                        && table.constraints().stream().noneMatch(constraint -> isKeyOf(constraint, column.name())));
    }

    private static boolean names(String expression, String column) {
        return SqlTokens.of(expression).stream()
                .anyMatch(token -> token.isName() && token.value().equals(column));
    }

    private static boolean isKeyOf(Constraint constraint, String column) {
        return (constraint instanceof Constraint.PrimaryKey key && key.columns().contains(column))
                || (constraint instanceof Constraint.Unique unique
                        && unique.columns().contains(column));
    }

    /**
     * Statements that give the partitions' indexes their names.
     *
     * @param made the index as it was built
     * @param wanted the index that it becomes
     */
    static List<String> named(Catalog catalog, Table parent, Index made, Index wanted) {
        List<String> statements = new ArrayList<>();
        for (Table partition : catalog.tables()) {
            if (partition.partitionOf() != null
                    && partition.partitionOf().parent().equals(parent.name())) {
                String name = partition.attachedIndexes().stream()
                        .filter(index -> index.root().equals(wanted.name()))
                        .map(AttachedIndex::name)
                        .findFirst()
                        .orElseGet(() -> usual(partition, wanted));
                statements.add("ALTER INDEX "
                        + quoteIdentifier(partition.name().schema(), usual(partition, made)) + " RENAME TO "
                        + quoteIdentifier(name));
                statements.addAll(named(catalog, partition, made, wanted));
            }
        }
        return statements;
    }

    /** Statements that give a foreign key of a table its name, with those that its partitions have for it. */
    static List<String> named(Catalog catalog, Table table, Constraint key) {
        List<String> statements = new ArrayList<>();
        for (Table each : TableSide.tree(catalog, table.name())) {
            statements.add("ALTER TABLE " + SingleDdl.name(each.name()) + " RENAME CONSTRAINT "
                    + quoteIdentifier(ShadowDefinitions.temporary(key.name())) + " TO " + quoteIdentifier(key.name()));
        }
        return statements;
    }

    private static String usual(Table partition, Index index) {
        List<String> columns = Stream.concat(
                        index.elements().stream().map(PartitionedShadow::nameOf), index.include().stream())
                .toList();
        return ObjectNames.of(partition.name().name(), ObjectNames.ofIndexColumns(columns), "idx");
    }

    private static String nameOf(IndexElement element) {
        return element.expression() ? "expr" : element.key();
    }
}
