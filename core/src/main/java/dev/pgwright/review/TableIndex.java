package dev.pgwright.review;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Table;

/**
 * An index that belongs to no constraint, with its table.
 *
 * @param table all of it, if {@code whole}; else no more than the statements under review say of it
 * @param whole whether the table is known, and not only a statement that changes it
 */
public record TableIndex(Table table, Index index, boolean whole) {
    public SchemaObject object() {
        return SchemaObject.index(table.name(), index.name());
    }
}
