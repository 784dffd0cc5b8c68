package dev.pgwright.load.folded;

import dev.pgwright.catalog.Policy;
import org.jspecify.annotations.Nullable;

/** The texts in the records of a catalog. */
final class Texts {
    private final Store store;

    Texts(Store store) {
        this.store = store;
    }

    /** A default, or a generated column's expression. */
    String ofColumn(RelationEntry relation, Expression expression, TypeRef type, boolean isDefault) {
        return condition(relation, expression);
    }

    String condition(RelationEntry relation, @Nullable Expression expression) {
        return expression == null ? "" : Deparser.untyped(expression.tree());
    }

    String bound(RelationEntry relation) {
        return relation.bound == null ? "" : Bounds.of(relation.bound, store.relation(relation.parents.get(0)));
    }

    String query(RelationEntry relation) {
        return "";
    }

    String source(PartEntry part) {
        return "";
    }

    String trigger(RelationEntry relation, PartEntry part) {
        return "";
    }

    Policy policy(RelationEntry relation, PartEntry part) {
        return new Policy(part.name.name(), true, Policy.Command.ALL, java.util.List.of(), null, null, part.comment);
    }

    String ofDomain(TypeEntry type, Expression expression) {
        return Deparser.untyped(expression.tree());
    }

    /** As {@code pg_get_function_identity_arguments} gives them. */
    String arguments(RoutineEntry routine) {
        StringBuilder text = new StringBuilder();
        for (RoutineEntry.Parameter parameter : routine.parameters) {
            if (parameter.mode().equals("TABLE")) {
                continue;
            }
            text.append(text.isEmpty() ? "" : ", ");
            if (!parameter.mode().equals("IN")) {
                text.append(parameter.mode()).append(' ');
            }
            if (parameter.name() != null && !parameter.name().isEmpty()) {
                text.append(dev.pgwright.sql.Identifiers.quoteIdentifier(parameter.name()))
                        .append(' ');
            }
            text.append(store.text(parameter.type()));
        }
        return text.toString();
    }

    Store store() {
        return store;
    }
}
