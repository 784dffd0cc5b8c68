package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;

/**
 * A constraint without its comment.
 *
 * @param definition as ADD takes it, without NOT VALID
 */
record ConstraintModel(QualifiedName table, String definition, boolean validated, Constraint constraint) {
    static ConstraintModel of(QualifiedName table, Constraint constraint) {
        boolean validated = true;
        if (constraint instanceof Constraint.ForeignKey key) {
            validated = key.validated();
        } else if (constraint instanceof Constraint.Check check) {
            validated = check.validated();
        }
        return new ConstraintModel(table, SingleDdl.validConstraint(constraint), validated, constraint);
    }

    /** Equal but for the comment, which is a unit of its own. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ConstraintModel model
                && table.equals(model.table)
                && definition.equals(model.definition)
                && validated == model.validated;
    }

    @Override
    public int hashCode() {
        return definition.hashCode();
    }
}
