package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Requirements.Project;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds what contradicts itself across entities and relationships. */
final class ModelChecks {
    /** Release notes of PostgreSQL 15: {@code ON DELETE SET NULL (column)}. */
    private static final int FIRST_TO_UNSET_ONE_COLUMN = 15;

    private final Problems problems;
    private final Model model;

    ModelChecks(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    /** Documentation 5.6 in version 18. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "cmax", "cmin", "tableoid", "xmax", "xmin");

    /** @param project null where it could not be read */
    void check(@Nullable Project project) {
        if (project != null && project.postgres() < FIRST_TO_UNSET_ONE_COLUMN) {
            unset(project.postgres());
        }
        names();
        tenancy();
        new Cycles(problems, model).check();
    }

    /** A reference within a tenant has the tenant's column too, which must not be forgotten. */
    private void unset(int postgres) {
        for (Relationship relationship : model.relationships()) {
            if (relationship.onDelete() == Relationship.OnDelete.UNSET
                    && model.belongsToTenant(relationship.from())
                    && model.belongsToTenant(relationship.to())) {
                problems.add(
                        relationship.place(),
                        "the relationship from '" + relationship.from() + "' to '" + relationship.to()
                                + "' cannot unset within a tenant on PostgreSQL " + postgres,
                        "PostgreSQL " + FIRST_TO_UNSET_ONE_COLUMN
                                + " is the first that forgets one column of a reference and keeps the tenant;"
                                + " before, say restrict or cascade");
            }
        }
    }

    private void names() {
        new TableCollisions(problems, model).check();
        for (Entity entity : model.entities()) {
            attributeNames(entity.name(), entity.attributes());
            if (entity.audit() != null
                    && (model.entity(entity.historyName()).isPresent()
                            || model.junction(entity.historyName()).isPresent())) {
                problems.add(
                        entity.audit().place(),
                        "the changes of entity '" + entity.name() + "' are kept in '" + entity.historyName()
                                + "', which is there already",
                        "Rename that one");
            }
            changes(entity);
        }
        for (Relationship relationship : model.relationships()) {
            attributeNames(relationship.junctionName(), relationship.attributes());
        }
    }

    private void changes(Entity entity) {
        for (Attribute attribute : entity.attributes()) {
            if (entity.changes() == Entity.Changes.NEVER && entity.changes(attribute) != Entity.Changes.NEVER) {
                problems.add(
                        attribute.place(),
                        "attribute '" + entity.name() + "." + attribute.name() + "' changes, but entity '"
                                + entity.name() + "' says changes: never",
                        "Change one of the two");
            }
        }
    }

    private void attributeNames(String owner, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            String name = attribute.name();
            String subject = "attribute '" + owner + "." + name + "'";
            if (List.of(Vocabulary.ID, Vocabulary.CREATED_AT, Vocabulary.UPDATED_AT)
                    .contains(name)) {
                problems.add(
                        attribute.place(),
                        subject + " has the name of a column that the design makes",
                        "Remove it if it means the same: it can be used in access patterns anyway; otherwise rename it");
            } else if (SYSTEM_COLUMNS.contains(name)) {
                problems.add(
                        attribute.place(),
                        subject + " has the name of a column that PostgreSQL gives every table",
                        "Rename it");
            } else if (model.belongsToTenant(owner)
                    && (name.equals(model.tenant()) || name.equals(model.tenantColumn()))) {
                problems.add(
                        attribute.place(),
                        subject + " collides with the column '" + model.tenantColumn() + "' that tenancy makes",
                        "Remove it if it means the same, or rename it");
            }
            if (attribute.type() == BusinessType.MONEY && attribute.currency() == null) {
                String companion = name + "_currency";
                model.attribute(owner, companion)
                        .ifPresent(other -> problems.add(
                                other.place(),
                                "attribute '" + owner + "." + companion + "' collides with the companion column of '"
                                        + name + "'",
                                "Remove it: money without a fixed currency has one for each row"));
            }
        }
    }

    private void tenancy() {
        String tenant = model.tenant();
        for (Entity entity : model.entities()) {
            if (entity.shared() && tenant == null) {
                problems.add(
                        entity.place(),
                        "entity '" + entity.name() + "' is shared, but there is no tenancy",
                        "Remove 'shared', or write tenancy: { entity: tenant }");
            }
        }
        if (tenant == null) {
            return;
        }
        for (Relationship relationship : model.relationships()) {
            if (relationship.kind() == Relationship.Kind.MANY_TO_MANY) {
                continue;
            }
            Node node = model.node(relationship);
            String from = relationship.from();
            String to = relationship.to();
            if (relationship.roleName().equals(tenant) && model.belongsToTenant(to)) {
                problems.add(
                        node,
                        "relationship from '" + from + "' to '" + to + "' repeats the tenancy: every '" + to
                                + "' belongs to a '" + tenant + "' already",
                        "Remove the relationship, or give it a role of its own");
            }
            boolean shared = model.entity(to).filter(Entity::shared).isPresent();
            if (shared && (model.belongsToTenant(from) || from.equals(tenant))) {
                problems.add(
                        node,
                        "relationship from '" + from + "' to '" + to + "': '" + to
                                + "' is shared between tenants, but '" + from + "' belongs to one",
                        "Remove 'shared' from '" + to + "', or the relationship");
            }
        }
    }
}
