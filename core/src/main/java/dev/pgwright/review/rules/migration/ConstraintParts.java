package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.locks.Expressions;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.ConstrType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What rules ask of constraints. */
final class ConstraintParts {
    private ConstraintParts() {}

    /** The columns of its table that it is about, in order. */
    static List<String> columns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return joined(key.columns(), key.include());
        }
        if (constraint instanceof Constraint.Unique key) {
            return joined(key.columns(), key.include());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return key.columns();
        }
        if (constraint instanceof Constraint.NotNull required) {
            return List.of(required.column());
        }
        if (constraint instanceof Constraint.Check check) {
            return expressionColumns(check.expression());
        }
        Constraint.Exclusion exclusion = (Constraint.Exclusion) constraint;
        return exclusion.elements().stream()
                .flatMap(element -> columns(element.element()).stream())
                .distinct()
                .toList();
    }

    /** The columns of a key of an index. */
    static List<String> columns(IndexElement element) {
        return element.expression() ? expressionColumns(element.key()) : List.of(element.key());
    }

    /** The columns that an expression names, in order. */
    static List<String> expressionColumns(String expression) {
        Set<String> found = new LinkedHashSet<>();
        Expressions.parse(expression)
                .ifPresent(tree -> Nodes.all(tree, ColumnRef.class).forEach(reference -> {
                    List<String> names = Nodes.names(reference.fields());
                    if (!names.isEmpty()) {
                        found.add(names.get(names.size() - 1));
                    }
                }));
        return List.copyOf(found);
    }

    /** The kind that ADD CONSTRAINT has to say for one like it. */
    static ConstrType type(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return ConstrType.CONSTR_PRIMARY;
        }
        if (constraint instanceof Constraint.Unique) {
            return ConstrType.CONSTR_UNIQUE;
        }
        if (constraint instanceof Constraint.ForeignKey) {
            return ConstrType.CONSTR_FOREIGN;
        }
        if (constraint instanceof Constraint.NotNull) {
            return ConstrType.CONSTR_NOTNULL;
        }
        return constraint instanceof Constraint.Check ? ConstrType.CONSTR_CHECK : ConstrType.CONSTR_EXCLUSION;
    }

    /** {@code foreign key}, for messages. */
    static String words(Constraint constraint) {
        return switch (type(constraint)) {
            case CONSTR_PRIMARY -> "primary key";
            case CONSTR_UNIQUE -> "unique constraint";
            case CONSTR_FOREIGN -> "foreign key";
            case CONSTR_NOTNULL -> "not-null constraint";
            case CONSTR_CHECK -> "check constraint";
            default -> "exclusion constraint";
        };
    }

    private static List<String> joined(List<String> keys, List<String> others) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(others);
        return all;
    }
}
