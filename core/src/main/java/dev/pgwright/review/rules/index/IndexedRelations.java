package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableIndex;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What has indexes. */
final class IndexedRelations {
    private IndexedRelations() {}

    /**
     * The tables and materialized views of which all indexes are known, and of other tables those indexes that are made here.
     * Materialized views, and tables of the last kind, are given without columns and constraints.
     */
    static List<Table> of(SchemaContext schema) {
        return Stream.of(
                        schema.tables().stream(),
                        schema.catalog().views().stream()
                                .filter(View::materialized)
                                .map(view -> Table.of(view.name(), List.of(), List.of(), view.indexes(), null)),
                        schema.indexes().stream()
                                .filter(Predicate.not(TableIndex::whole))
                                .map(TableIndex::table)
                                .distinct()
                                .map(table -> Table.of(table.name(), List.of(), List.of(), table.indexes(), null)))
                .flatMap(tables -> tables)
                .toList();
    }

    /** Whether a table has an index of the kind; a partitioned one also has it if each of its partitions has one. */
    static boolean has(Table table, Predicate<KeptIndex> kind, SchemaContext schema) {
        if (KeptIndex.of(table).stream().anyMatch(kind)) {
            return true;
        }
        List<QualifiedName> partitions =
                table.partitioning() == null ? List.of() : schema.state().partitionsOf(table.name());
        return !partitions.isEmpty()
                && partitions.stream()
                        .allMatch(partition -> schema.table(partition)
                                .filter(part -> has(part, kind, schema))
                                .isPresent());
    }

    /** The foreign keys of a table that its writers check. */
    static List<Constraint.ForeignKey> enforcedKeys(Table table) {
        return table.foreignKeys().stream()
                .filter(Constraint.ForeignKey::enforced)
                .toList();
    }
}
