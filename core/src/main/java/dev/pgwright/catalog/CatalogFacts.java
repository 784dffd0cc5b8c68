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
        catalog.composites().forEach(this::composite);
        catalog.ranges().forEach(this::range);
        catalog.sequences()
                .forEach(sequence -> new Fact("sequence " + sequence.name())
                        .with("type", sequence.dataType())
                        .with("options", sequence.options())
                        .with("owner", sequence.ownedBy())
                        .with("unlogged", sequence.unlogged())
                        .with("comment", sequence.comment()));
        catalog.tables().forEach(this::table);
        catalog.views().forEach(this::view);
        catalog.routines()
                .forEach(routine -> new Fact("routine " + routine.name() + "(" + routine.arguments() + ")")
                        .with("kind", routine.kind())
                        .withText("definition", routine.definition())
                        .with("comment", routine.comment()));
        catalog.objects()
                .forEach(object -> new Fact(object.reference().toString())
                        .withText("definition", String.join("; ", object.definition()))
                        .with("comment", object.comment()));
        access(catalog.access());
        catalog.comments().forEach(comment -> new Fact("comment on " + comment.object()).with("text", comment.text()));
        catalog.labels()
                .forEach(label ->
                        new Fact("label of " + label.provider() + " on " + label.object()).with("text", label.label()));
        catalog.notModelled().forEach(object -> new Fact(object.kind() + " " + object.name()));
    }

    /** Properties by the object's kind and name, the parts of an object behind it. */
    Map<String, Map<String, String>> facts() {
        return facts;
    }

    private void composite(CompositeType type) {
        String name = "type " + type.name();
        new Fact(name)
                .withNames(
                        "attributes",
                        type.attributes().stream()
                                .map(CompositeType.Attribute::name)
                                .toList())
                .with("comment", type.comment());
        type.attributes()
                .forEach(attribute -> new Fact(name + " attribute " + attribute.name())
                        .with("type", TypeNames.canonical(attribute.type()))
                        .with("collation", attribute.collation())
                        .with("comment", attribute.comment()));
    }

    private void range(RangeType type) {
        new Fact("type " + type.name())
                .with("subtype", TypeNames.canonical(type.subtype()))
                .with("operator class", type.operatorClass())
                .with("collation", type.collation())
                .with("canonical", type.canonical())
                .with("difference", type.difference())
                .with("multirange", type.multirange())
                .with("comment", type.comment());
    }

    private void access(Access access) {
        access.owners().forEach(owner -> new Fact("owner of " + owner.object()).with("role", owner.role()));
        for (Access.Grant grant : access.grants()) {
            String column = grant.column() == null ? "" : " column " + grant.column();
            privileges("privileges on " + grant.object() + column, grant.privileges(), grant.grantor());
        }
        for (Access.DefaultPrivileges one : access.defaults()) {
            String schema = one.schema() == null ? "" : " in schema " + one.schema();
            privileges("default privileges of " + one.role() + schema + " on " + one.objects(), one.privileges(), null);
        }
    }

    private void privileges(String object, Access.Privileges privileges, @Nullable String grantor) {
        String how = privileges.revoked() ? " taken from " : privileges.grantable() ? " grantable to " : " to ";
        new Fact(object + how + privileges.grantee() + (grantor == null ? "" : " by " + grantor))
                .withNames("names", privileges.names());
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
                .with("tablespace", table.settings().tablespace())
                .with("access method", table.settings().accessMethod())
                .with("of type", table.settings().ofType())
                .with("foreign", table.settings().foreign())
                .with("replica identity", table.settings().replicaIdentity())
                .with("clustered on", table.settings().clusteredOn())
                .with("row security", table.settings().rowSecurity())
                .with("forced row security", table.settings().forceRowSecurity())
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
                        .with("settings", column.settings().equals(ColumnSettings.NONE) ? null : column.settings())
                        .with("comment", column.comment()));
        table.constraints().forEach(constraint -> constraint(name, constraint));
        table.indexes().forEach(index -> index(name, index));
        table.triggers().forEach(trigger -> trigger(name, trigger));
        table.rules().forEach(rule -> rule(name, rule));
        table.policies().forEach(policy -> policy(name, policy));
        table.attachedIndexes()
                .forEach(index -> new Fact(name + " attached index " + index.name())
                        .with("root", index.root())
                        .with("parameters", index.storageParameters().isEmpty() ? null : index.storageParameters())
                        .with("tablespace", index.tablespace())
                        .with("comment", index.comment()));
    }

    private void constraint(String table, Constraint constraint) {
        Fact fact = new Fact(table + " constraint " + constraint.name()).with("comment", constraint.comment());
        if (constraint instanceof Constraint.PrimaryKey key) {
            fact.with("kind", "primary key")
                    .withNames("columns", key.columns())
                    .withNames("include", key.include())
                    .with("without overlaps", key.withoutOverlaps())
                    .with("storage", stored(key.storage()))
                    .with("deferrability", key.deferrability());
        } else if (constraint instanceof Constraint.Unique unique) {
            fact.with("kind", "unique")
                    .withNames("columns", unique.columns())
                    .withNames("include", unique.include())
                    .with("nulls not distinct", unique.nullsNotDistinct())
                    .with("without overlaps", unique.withoutOverlaps())
                    .with("storage", stored(unique.storage()))
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
                    .with("storage", stored(exclusion.storage()))
                    .with("deferrability", exclusion.deferrability());
        } else if (constraint instanceof Constraint.NotNull notNull) {
            fact.with("kind", "not null")
                    .with("column", notNull.column())
                    .with("no inherit", notNull.noInherit())
                    .with("validated", notNull.validated());
        }
    }

    private static @Nullable IndexStorage stored(IndexStorage storage) {
        return storage.equals(IndexStorage.DEFAULT) ? null : storage;
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
                .with("tablespace", index.tablespace())
                .with("statistics targets", index.statisticsTargets().isEmpty() ? null : index.statisticsTargets())
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

    private void policy(String relation, Policy policy) {
        new Fact(relation + " policy " + policy.name())
                .with("permissive", policy.permissive())
                .with("command", policy.command())
                .withNames("roles", policy.roles())
                .withText("using", policy.using())
                .withText("with check", policy.withCheck())
                .with("comment", policy.comment());
    }

    private void rule(String relation, Rule rule) {
        new Fact(relation + " rule " + rule.name())
                .withText("definition", rule.definition())
                .with("firing", rule.firing())
                .with("comment", rule.comment());
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
                .with("settings", view.settings().equals(ViewSettings.NONE) ? null : view.settings())
                .with("comment", view.comment());
        view.indexes().forEach(index -> index(name, index));
        view.triggers().forEach(trigger -> trigger(name, trigger));
        view.rules().forEach(rule -> rule(name, rule));
    }
}
