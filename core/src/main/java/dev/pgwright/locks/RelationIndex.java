package dev.pgwright.locks;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index as the table of locks needs it, whatever it belongs to.
 *
 * @param root the index of the table above of which it is part
 * @param constraint the name of the constraint that it belongs to
 * @param primary it is a primary key's
 */
record RelationIndex(
        QualifiedName name,
        QualifiedName table,
        List<IndexElement> elements,
        List<String> include,
        @Nullable String predicate,
        boolean unique,
        @Nullable String constraint,
        boolean primary,
        @Nullable QualifiedName root) {
    /** Whether a column is one of its keys or included, or an expression or the predicate has it. */
    boolean has(String column) {
        return include.contains(column)
                || elements.stream()
                        .anyMatch(element -> element.expression()
                                ? Expressions.mentions(element.key(), column)
                                : element.key().equals(column))
                || (predicate != null && Expressions.mentions(predicate, column));
    }

    /** Whether it is more than a list of columns. */
    boolean isComputed() {
        return predicate != null || elements.stream().anyMatch(IndexElement::expression);
    }

    List<String> keyNames() {
        return elements.stream().map(IndexElement::key).toList();
    }
}
