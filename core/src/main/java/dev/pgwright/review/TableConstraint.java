package dev.pgwright.review;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;

/**
 * A constraint with its table.
 *
 * @param table all of it, if {@code whole}; else no more than the statements under review say of it
 * @param whole whether the table is known, and not only a statement that changes it
 */
public record TableConstraint<C extends Constraint>(Table table, C constraint, boolean whole) {
    public SchemaObject object() {
        return SchemaObject.constraint(table.name(), constraint.name());
    }
}
