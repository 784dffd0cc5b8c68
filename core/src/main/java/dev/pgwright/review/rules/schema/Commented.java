package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can have a comment.
 *
 * @param kind column, routine, index, constraint or trigger
 * @param name as messages say it, with its table
 */
record Commented(
        String kind,
        SchemaObject object,
        String name,
        @Nullable String comment) {
    /** The parts of tables that are known as a whole, and the routines; names that the server gave count, too. */
    static List<Commented> in(SchemaContext schema) {
        List<Commented> found = new ArrayList<>();
        for (Table table : schema.tables()) {
            String of = SchemaContext.shown(table.name());
            table.columns()
                    .forEach(column -> found.add(new Commented(
                            "column",
                            SchemaObject.column(table.name(), column.name()),
                            of + "." + column.name(),
                            column.comment())));
            // a NOT NULL is a constraint of its own in the catalog of PostgreSQL 18 alone
            table.constraints().stream()
                    .filter(constraint -> !(constraint instanceof Constraint.NotNull))
                    .forEach(constraint -> found.add(new Commented(
                            "constraint",
                            SchemaObject.constraint(table.name(), constraint.name()),
                            constraint.name() + " on " + of,
                            constraint.comment())));
            table.indexes()
                    .forEach(index -> found.add(new Commented(
                            "index",
                            SchemaObject.index(table.name(), index.name()),
                            index.name() + " on " + of,
                            index.comment())));
            table.triggers()
                    .forEach(trigger -> found.add(new Commented(
                            "trigger",
                            SchemaObject.trigger(table.name(), trigger.name()),
                            trigger.name() + " on " + of,
                            trigger.comment())));
        }
        schema.catalog()
                .routines()
                .forEach(routine -> found.add(new Commented(
                        "routine",
                        SchemaObject.routine(routine.name(), routine.arguments()),
                        SchemaContext.shown(routine.name()) + "(" + routine.arguments() + ")",
                        routine.comment())));
        return found;
    }
}
