package dev.pgwright.locks;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.Optional;

/** Whether it is known that a column has no nulls, so that nobody need look. */
final class NotNullProof {
    private final Relations relations;

    NotNullProof(Relations relations) {
        this.relations = relations;
    }

    /** The column is NOT NULL, and that is valid. */
    boolean isDeclared(QualifiedName name, String column) {
        Optional<Table> found = relations.table(name);
        boolean unproven = found.isPresent()
                && found.get().of(Constraint.NotNull.class).stream()
                        .anyMatch(constraint -> constraint.column().equals(column) && !constraint.validated());
        return found.flatMap(table -> table.column(column))
                        .filter(Column::notNull)
                        .isPresent()
                && !unproven;
    }

    /** NotNullImpliedByRelConstraints in tablecmds.c: the column has it, or a valid CHECK says it. */
    boolean holds(QualifiedName name, String column) {
        Optional<Table> found = relations.table(name);
        if (found.isEmpty()) {
            return false;
        }
        if (isDeclared(name, column)) {
            return true;
        }
        return found.get().of(Constraint.Check.class).stream()
                .anyMatch(check -> check.validated()
                        && check.enforced()
                        && Expressions.parse(check.expression())
                                .filter(tree -> Conjuncts.requireNotNull(tree, column))
                                .isPresent());
    }
}
