package dev.pgwright.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalog as properties of named objects: every object has the same properties in all catalogs. */
final class CatalogFacts {
    private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    private final boolean withTexts;

    /** The properties of one object. */
    private final class Fact {
        private final Map<String, String> properties = new LinkedHashMap<>();

        Fact(String object) {
            facts.put(object, properties);
        }

        Fact with(String property, @Nullable Object value) {
            properties.put(property, value == null ? "" : value.toString());
            return this;
        }

        Fact withNames(String property, List<String> names) {
            return with(property, String.join(", ", names));
        }

        /** An expression or the like. */
        Fact withText(String property, @Nullable String text) {
            return with(property, text == null ? null : withTexts ? text : "given");
        }
    }

    CatalogFacts(Catalog catalog, boolean withTexts) {
        this.withTexts = withTexts;
        catalog.schemas().forEach(schema -> new Fact("schema " + schema.name()).with("comment", schema.comment()));
        catalog.extensions()
                .forEach(extension -> new Fact("extension " + extension.name())
                        .with("schema", extension.schema())
                        .with("comment", extension.comment()));
        catalog.enums()
                .forEach(type -> new Fact("type " + type.name())
                        .withNames("values", type.values())
                        .with("comment", type.comment()));
        catalog.domains().forEach(this::domain);
        catalog.sequences()
                .forEach(sequence -> new Fact("sequence " + sequence.name())
                        .with("type", sequence.dataType())
                        .with("options", sequence.options())
                        .with("owner", sequence.ownedBy())
                        .with("comment", sequence.comment()));
        catalog.tables().forEach(this::table);
        catalog.views().forEach(this::view);
        catalog.routines()
                .forEach(routine -> new Fact("routine " + routine.name() + "(" + routine.arguments() + ")")
                        .with("kind", routine.kind())
                        .withText("definition", routine.definition())
                        .with("comment", routine.comment()));
        catalog.notModelled()
                .forEach(object -> new Fact(object.kind() + " " + object.name())
                        .withText("definition", String.join("; ", object.definition())));
    }

    /** Properties by the object's kind and name, the parts of an object behind it. */
    Map<String, Map<String, String>> facts() {
        return facts;
    }

    private void domain(DomainType domain) {
        String name = "domain " + domain.name();
        new Fact(name)
                .with("type", TypeNames.canonical(domain.baseType()))
                .with("collation", domain.collation())
                .withText("default", domain.defaultExpression())
                .with("not null", domain.notNull())
                .with("comment", domain.comment());
        domain.checks()
                .forEach(check -> new Fact(name + " constraint " + check.name())
                        .withText("check", check.expression())
                        .with("validated", check.validated()));
    }

    private void table(Table table) {
        String name = "table " + table.name();
        new Fact(name)
                .withNames("columns", table.columns().stream().map(Column::name).toList())
                .with("partitioning", table.partitioning())
                .with("partition of", table.partitionOf())
                .with("parents", table.inherits().isEmpty() ? null : table.inherits())
                .with("unlogged", table.unlogged())
                .with("parameters", table.storageParameters().isEmpty() ? null : table.storageParameters())
                .with("comment", table.comment());
        table.columns()
                .forEach(column -> new Fact(name + " column " + column.name())
                        .with("type", TypeNames.canonical(column.type()))
                        .with("collation", column.collation())
                        .with("not null", column.notNull())
                        .withText("default", column.defaultExpression())
                        .with("identity", column.identity())
                        .withText(
                                "expression",
                                column.generated() == null
                                        ? null
                                        : column.generated().expression())
                        .with(
                                "stored",
                                column.generated() == null
                                        ? null
                                        : column.generated().stored())
                        .with("comment", column.comment()));
        table.constraints().forEach(constraint -> constraint(name, constraint));
        table.indexes().forEach(index -> index(name, index));
        table.triggers().forEach(trigger -> trigger(name, trigger));
    }

    private void constraint(String table, Constraint constraint) {
        Fact fact = new Fact(table + " constraint " + constraint.name()).with("comment", constraint.comment());
        if (constraint instanceof Constraint.PrimaryKey key) {
            fact.with("kind", "primary key")
                    .withNames("columns", key.columns())
                    .withNames("include", key.include())
                    .with("without overlaps", key.withoutOverlaps())
                    .with("deferrability", key.deferrability());
        } else if (constraint instanceof Constraint.Unique unique) {
            fact.with("kind", "unique")
                    .withNames("columns", unique.columns())
                    .withNames("include", unique.include())
                    .with("nulls not distinct", unique.nullsNotDistinct())
                    .with("without overlaps", unique.withoutOverlaps())
                    .with("deferrability", unique.deferrability());
        } else if (constraint instanceof Constraint.ForeignKey key) {
            foreignKey(fact, key);
        } else if (constraint instanceof Constraint.Check check) {
            fact.with("kind", "check")
                    .withText("expression", check.expression())
                    .with("no inherit", check.noInherit())
                    .with("validated", check.validated())
                    .with("enforced", check.enforced());
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            fact.with("kind", "exclusion")
                    .with("method", exclusion.method())
                    .withText("elements", exclusion.elements().toString())
                    .withNames("include", exclusion.include())
                    .withText("predicate", exclusion.predicate())
                    .with("deferrability", exclusion.deferrability());
        } else if (constraint instanceof Constraint.NotNull notNull) {
            fact.with("kind", "not null")
                    .with("column", notNull.column())
                    .with("no inherit", notNull.noInherit())
                    .with("validated", notNull.validated());
        }
    }

    private static void foreignKey(Fact fact, Constraint.ForeignKey key) {
        fact.with("kind", "foreign key")
                .withNames("columns", key.columns())
                .with("referenced table", key.referenced())
                .withNames("referenced columns", key.referencedColumns())
                .with("on update", key.onUpdate())
                .with("on delete", key.onDelete())
                .withNames("set columns", key.setColumns())
                .with("match full", key.matchFull())
                .with("period", key.period())
                .with("deferrability", key.deferrability())
                .with("validated", key.validated())
                .with("enforced", key.enforced());
    }

    private void index(String relation, Index index) {
        Fact fact = new Fact(relation + " index " + index.name())
                .with("method", index.method())
                .withNames("include", index.include())
                .with("unique", index.unique())
                .with("nulls not distinct", index.nullsNotDistinct())
                .withText("predicate", index.predicate())
                .with("parameters", index.storageParameters().isEmpty() ? null : index.storageParameters())
                .with("valid", index.valid())
                .with("parent", index.parent())
                .with("comment", index.comment());
        for (int i = 0; i < index.elements().size(); i++) {
            IndexElement element = index.elements().get(i);
            String at = "key " + (i + 1);
            fact.with(at + " kind", element.expression() ? "expression" : "column")
                    .with(at + " collation", element.collation())
                    .with(at + " operator class", element.operatorClass())
                    .with(at + " descending", element.descending())
                    .with(at + " nulls first", element.nullsFirst());
            if (element.expression()) {
                fact.withText(at, element.key());
            } else {
                fact.with(at, element.key());
            }
        }
        fact.with("keys", index.elements().size());
    }

    private void trigger(String relation, Trigger trigger) {
        new Fact(relation + " trigger " + trigger.name())
                .withText("definition", trigger.definition())
                .with("firing", trigger.firing())
                .with("comment", trigger.comment());
    }

    private void view(View view) {
        String name = "view " + view.name();
        new Fact(name)
                .with("materialized", view.materialized())
                .withNames("columns", view.columns())
                .withText("query", view.query())
                .with("options", view.options().isEmpty() ? null : view.options())
                .with("populated", view.populated())
                .with("column comments", view.columnComments().isEmpty() ? null : view.columnComments())
                .with("comment", view.comment());
        view.indexes().forEach(index -> index(name, index));
        view.triggers().forEach(trigger -> trigger(name, trigger));
    }
}
