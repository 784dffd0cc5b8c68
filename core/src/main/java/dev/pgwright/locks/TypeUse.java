package dev.pgwright.locks;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.TypeCast;
import java.util.List;

/** Which columns are of a type that a user made. */
final class TypeUse {
    private final Relations relations;

    TypeUse(Relations relations) {
        this.relations = relations;
    }

    /** Whether the column is of the type, or an array of it. */
    boolean is(Column column, QualifiedName type) {
        return Expressions.parse("null::" + column.type())
                .filter(tree -> tree instanceof TypeCast cast
                        && cast.typeName() != null
                        && relations
                                .resolve(Nodes.names(cast.typeName().names()))
                                .equals(type))
                .isPresent();
    }

    /** The tables and materialized views with rows that have a column of the type. */
    List<QualifiedName> stored(QualifiedName type) {
        return relations.tables().stream()
                .filter(table -> table.partitioning() == null)
                .filter(table -> table.columns().stream().anyMatch(column -> is(column, type)))
                .map(table -> table.name())
                .toList();
    }
}
