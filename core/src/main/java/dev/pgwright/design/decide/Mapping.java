package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which table each entity and each many-to-many relationship becomes, with its key and its references: what later
 * decisions, the index plan and the queries all look up.
 */
public final class Mapping {
    private final Requirements requirements;
    private final @Nullable String tenantColumn;
    private final Map<String, EntityTable> tables;
    private final Map<Relationship, Junction> junctions;

    Mapping(
            Requirements requirements,
            @Nullable String tenantColumn,
            Map<String, EntityTable> tables,
            Map<Relationship, Junction> junctions) {
        this.requirements = requirements;
        this.tenantColumn = tenantColumn;
        this.tables = new LinkedHashMap<>(tables);
        this.junctions = new LinkedHashMap<>(junctions);
    }

    /**
     * The table of an entity.
     *
     * @param scoped every row belongs to a tenant: the key starts with the tenant's column
     * @param idType SQL type of {@code id}
     * @param key the primary key's columns
     * @param partitionColumn the column that a partitioned table is divided by
     */
    public record EntityTable(
            Entity entity,
            QualifiedName name,
            boolean scoped,
            String idType,
            List<String> key,
            @Nullable String partitionColumn) {
        public EntityTable {
            key = List.copyOf(key);
        }
    }

    /** The table of a many-to-many relationship; columns are the two sides' ids. */
    public record Junction(
            Relationship relationship,
            QualifiedName name,
            boolean scoped,
            String fromColumn,
            String toColumn,
            List<String> key) {
        public Junction {
            key = List.copyOf(key);
        }
    }

    /** A column by which rows of a table name one row of another. */
    public record Reference(Relationship relationship, String column, EntityTable parent) {
        public boolean required() {
            return relationship.required();
        }
    }

    public Requirements requirements() {
        return requirements;
    }

    /** The column that tells tenants apart, if there are any. */
    public Optional<String> tenantColumn() {
        return Optional.ofNullable(tenantColumn);
    }

    public EntityTable table(String entity) {
        EntityTable table = tables.get(entity);
        if (table == null) {
            throw new IllegalStateException("no table for entity " + entity);
        }
        return table;
    }

    public List<EntityTable> tables() {
        return List.copyOf(tables.values());
    }

    public List<Junction> junctions() {
        return List.copyOf(junctions.values());
    }

    public Optional<Junction> junction(Relationship relationship) {
        return Optional.ofNullable(junctions.get(relationship));
    }

    /** The references that rows of an entity hold, in the order of the file; without the tenant's own. */
    public List<Reference> references(String entity) {
        List<Reference> found = new ArrayList<>();
        for (Relationship relationship : requirements.relationships()) {
            if (relationship.kind() != Relationship.Kind.MANY_TO_MANY
                    && relationship.to().equals(entity)
                    && !isTenantReference(relationship)) {
                found.add(new Reference(relationship, relationship.roleName() + "_id", table(relationship.from())));
            }
        }
        return found;
    }

    /** Whether a relationship only says what tenancy says anyway. */
    boolean isTenantReference(Relationship relationship) {
        return (relationship.roleName() + "_id").equals(tenantColumn)
                && table(relationship.to()).scoped()
                && requirements.tenancy() != null
                && relationship.from().equals(requirements.tenancy().entity());
    }

    public Optional<Reference> reference(String entity, String role) {
        return references(entity).stream()
                .filter(reference -> reference.relationship().roleName().equals(role))
                .findFirst();
    }

    /** The foreign key's columns of a reference: with the tenant's where both sides belong to one. */
    public List<String> foreignKeyColumns(boolean childScoped, EntityTable parent, String column) {
        return childScoped && parent.scoped() && tenantColumn != null ? List.of(tenantColumn, column) : List.of(column);
    }
}
