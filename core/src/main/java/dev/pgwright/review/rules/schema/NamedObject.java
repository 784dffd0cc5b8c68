package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An object whose name a policy may be about.
 *
 * @param kind as the policy's settings call it
 * @param names what its patterns may have in braces
 */
record NamedObject(String kind, SchemaObject object, String name, Map<String, String> names) {
    /** All of the tables that are known as a whole, and of views. */
    static List<NamedObject> in(SchemaContext schema) {
        List<NamedObject> found = new ArrayList<>();
        for (Table table : schema.tables()) {
            found.add(new NamedObject(
                    "table", SchemaObject.relation(table.name()), table.name().name(), Map.of()));
            table.columns()
                    .forEach(column -> found.add(new NamedObject(
                            "column",
                            SchemaObject.column(table.name(), column.name()),
                            column.name(),
                            names(table, List.of()))));
            table.constraints()
                    .forEach(constraint -> found.add(new NamedObject(
                            kind(constraint),
                            SchemaObject.constraint(table.name(), constraint.name()),
                            constraint.name(),
                            names(table, columns(constraint)))));
            table.indexes()
                    .forEach(index -> found.add(new NamedObject(
                            "index",
                            SchemaObject.index(table.name(), index.name()),
                            index.name(),
                            names(
                                    table,
                                    index.elements().stream()
                                            .map(element -> element.expression() ? "expr" : element.key())
                                            .toList()))));
        }
        schema.views()
                .forEach(view -> found.add(new NamedObject(
                        "view", SchemaObject.relation(view.name()), view.name().name(), Map.of())));
        return found;
    }

    private static Map<String, String> names(Table table, List<String> columns) {
        return Map.of("table", table.name().name(), "columns", String.join("_", columns));
    }

    private static String kind(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return "primary-key";
        }
        if (constraint instanceof Constraint.Unique) {
            return "unique";
        }
        if (constraint instanceof Constraint.ForeignKey) {
            return "foreign-key";
        }
        return constraint instanceof Constraint.Check ? "check" : "other";
    }

    private static List<String> columns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.columns();
        }
        if (constraint instanceof Constraint.Unique unique) {
            return unique.columns();
        }
        return constraint instanceof Constraint.ForeignKey key ? key.columns() : List.of();
    }
}
