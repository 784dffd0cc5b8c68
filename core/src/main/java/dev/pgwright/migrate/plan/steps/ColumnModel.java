package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.TypeNames;
import java.util.Objects;

/** A column without its default, NOT NULL, identity and comment, which are units of their own. */
record ColumnModel(QualifiedName table, Column column) {
    /** Whether the values are of another type, or sorted otherwise. */
    boolean hasSameType(ColumnModel other) {
        return TypeNames.canonical(column.type()).equals(TypeNames.canonical(other.column.type()))
                && Objects.equals(column.collation(), other.column.collation());
    }
}
