package dev.pgwright.locks;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;

/** Whether it is known that a column has no nulls, so that nobody need look. */
public final class NotNullProof {
    private NotNullProof() {}

    /** The column is NOT NULL, and that is valid; from PostgreSQL 18 it may be NOT VALID, and then proves nothing. */
    public static boolean isDeclared(Table table, String column) {
        return table.column(column).filter(Column::notNull).isPresent()
                && table.of(Constraint.NotNull.class).stream()
                        .allMatch(constraint ->
                                constraint.validated() || !constraint.column().equals(column));
    }

    /** NotNullImpliedByRelConstraints in tablecmds.c: the column has it, or a valid CHECK says it. */
    public static boolean holds(Table table, String column) {
        return isDeclared(table, column)
                || table.of(Constraint.Check.class).stream()
                        .filter(check -> check.validated() && check.enforced())
                        .flatMap(check -> Expressions.parse(check.expression()).stream())
                        .anyMatch(tree -> Expressions.requiresNotNull(tree, column));
    }
}
