package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a foreign key and the one that it refers to.
 *
 * @param parent the table that is referred to
 */
record ReferencePair(Table child, Column column, Table parent, Column referenced) {
    /** The pairs of a key, in order; none unless both tables are known as a whole. */
    static List<ReferencePair> of(TableConstraint<Constraint.ForeignKey> key, SchemaContext schema) {
        Constraint.ForeignKey reference = key.constraint();
        Optional<Table> parent = schema.table(reference.referenced());
        if (!key.whole() || parent.isEmpty()) {
            return List.of();
        }
        List<ReferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            Optional<Column> column = key.table().column(reference.columns().get(i));
            Optional<Column> referenced =
                    parent.get().column(reference.referencedColumns().get(i));
            if (column.isPresent() && referenced.isPresent()) {
                pairs.add(new ReferencePair(key.table(), column.get(), parent.get(), referenced.get()));
            }
        }
        return pairs;
    }

    /** Whether one of the two takes different texts for equal. */
    boolean isNondeterministic(SchemaContext schema) {
        return Stream.of(column, referenced)
                .map(Column::collation)
                .anyMatch(one -> one != null && schema.state().isNondeterministic(one));
    }

    /** A column's collation as messages have it, without its schema. */
    static String words(@Nullable String collation) {
        return collation == null ? "the database's collation" : CollationNames.plain(collation);
    }

    /** {@code customers.id}. */
    String target() {
        return SchemaContext.shown(parent.name()) + "." + referenced.name();
    }
}
