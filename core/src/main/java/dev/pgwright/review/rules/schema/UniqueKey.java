package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps rows of a table apart besides its primary key: a unique constraint or a unique index.
 *
 * @param columns without the expressions of an index
 * @param expressions whether an index has some
 * @param predicate of a partial index
 * @param constraint whether it is one, and not an index alone
 */
record UniqueKey(
        Table table,
        SchemaObject object,
        String name,
        List<String> columns,
        boolean expressions,
        @Nullable String predicate,
        boolean nullsNotDistinct,
        boolean constraint) {
    /** All of the tables that are known as a whole. */
    static List<UniqueKey> in(SchemaContext schema) {
        return schema.tables().stream().flatMap(table -> of(table).stream()).toList();
    }

    static List<UniqueKey> of(Table table) {
        return Stream.concat(
                        table.of(Constraint.Unique.class).stream()
                                .map(unique -> new UniqueKey(
                                        table,
                                        SchemaObject.constraint(table.name(), unique.name()),
                                        unique.name(),
                                        unique.columns(),
                                        false,
                                        null,
                                        unique.nullsNotDistinct(),
                                        true)),
                        table.indexes().stream().filter(Index::unique).map(index -> ofIndex(table, index)))
                .toList();
    }

    private static UniqueKey ofIndex(Table table, Index index) {
        return new UniqueKey(
                table,
                SchemaObject.index(table.name(), index.name()),
                index.name(),
                index.elements().stream()
                        .filter(element -> !element.expression())
                        .map(IndexElement::key)
                        .toList(),
                index.elements().stream().anyMatch(IndexElement::expression),
                index.predicate(),
                index.nullsNotDistinct(),
                false);
    }

    /** The condition of a partial index as a tree. */
    Optional<Node> condition() {
        return Optional.ofNullable(predicate).flatMap(Expressions::parse);
    }
}
