package dev.pgwright.review;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;

/**
 * A column with its table.
 *
 * @param table all of it, if {@code whole}; else no more than the statements under review say of it
 * @param whole whether the table is known, and not only a statement that changes it
 */
public record TableColumn(Table table, Column column, boolean whole) {
    public QualifiedName tableName() {
        return table.name();
    }

    public String name() {
        return column.name();
    }

    public SchemaObject object() {
        return SchemaObject.column(table.name(), column.name());
    }
}
