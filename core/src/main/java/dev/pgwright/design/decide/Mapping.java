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
    private final List<NormalizationDecision.Candidate> copies;

    Mapping(
            Requirements requirements,
            @Nullable String tenantColumn,
            Map<String, EntityTable> tables,
            Map<Relationship, Junction> junctions) {
        this.requirements = requirements;
        this.tenantColumn = tenantColumn;
        this.tables = new LinkedHashMap<>(tables);
        this.junctions = new LinkedHashMap<>(junctions);
        this.copies = NormalizationDecision.copies(requirements);
    }

    /**
     * The table of an entity.
     *
     * @param scoped every row belongs to a tenant: the key starts with the tenant's column
     * @param idColumn what rows are known by: {@code id}, or their natural key
     * @param idType its SQL type
     * @param key the primary key's columns
     * @param rowKey what tells rows apart within a tenant: {@code id}, a natural key, or two sides; the key without the tenant and
     *     what it has only because the table is partitioned
     * @param partitionColumn the column that a partitioned table is divided by
     */
    public record EntityTable(
            Entity entity,
            QualifiedName name,
            boolean scoped,
            String idColumn,
            String idType,
            List<String> key,
            List<String> rowKey,
            @Nullable String partitionColumn) {
        public EntityTable {
            key = List.copyOf(key);
            rowKey = List.copyOf(rowKey);
        }

        /** The column by which rows of other tables name one of this, as the one in this role. */
        public String referenceColumn(String role) {
            return Naming.limited(role + "_" + idColumn);
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

        /** The name by which access patterns speak of it. */
        public String entityName() {
            return relationship.via() == null ? name.name() : relationship.via();
        }

        /** The junction as a table like any other. */
        private EntityTable asTable(@Nullable String tenantColumn) {
            List<String> rowKey = key.stream()
                    .filter(column -> !(scoped && column.equals(tenantColumn)))
                    .toList();
            Entity entity = new Entity(
                    relationship.place(),
                    entityName(),
                    relationship.description(),
                    name.name(),
                    null,
                    Entity.IdentityScope.LOCAL,
                    null,
                    null,
                    false,
                    !scoped,
                    relationship.volume(),
                    Entity.Changes.RARELY,
                    null,
                    relationship.attributes(),
                    null);
            return new EntityTable(entity, name, scoped, "id", "bigint", key, rowKey, null);
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

    /** The table of an entity or of a junction. */
    public EntityTable table(String entity) {
        EntityTable table = tables.get(entity);
        return table != null
                ? table
                : junctionNamed(entity)
                        .orElseThrow(() -> new IllegalStateException("no table for entity " + entity))
                        .asTable(tenantColumn);
    }

    private Optional<Junction> junctionNamed(String entity) {
        return junctions.values().stream()
                .filter(junction -> junction.entityName().equals(entity))
                .findFirst();
    }

    /** The tables of the entities, without junctions. */
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
        Optional<Junction> junction = junctionNamed(entity);
        if (junction.isPresent()) {
            Relationship pair = junction.get().relationship();
            found.add(side(pair, pair.from(), junction.get().fromColumn()));
            found.add(side(pair, pair.to(), junction.get().toColumn()));
            return found;
        }
        for (Relationship relationship : requirements.relationships()) {
            if (relationship.kind() != Relationship.Kind.MANY_TO_MANY
                    && relationship.to().equals(entity)
                    && !isTenantReference(relationship)) {
                EntityTable parent = table(relationship.from());
                found.add(new Reference(
                        relationship,
                        requirements.isA(relationship) ? "id" : parent.referenceColumn(relationship.roleName()),
                        parent));
            }
        }
        return found;
    }

    /** One side of a many-to-many relationship, seen from its junction. */
    private Reference side(Relationship pair, String entity, String column) {
        Relationship side = new Relationship(
                pair.place(),
                entity,
                pair.via() == null ? "" : pair.via(),
                Relationship.Kind.ONE_TO_MANY,
                column.substring(0, column.length() - table(entity).idColumn().length() - 1),
                true,
                true,
                null,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                0,
                null);
        return new Reference(side, column, table(entity));
    }

    /** Whether a relationship only says what tenancy says anyway. */
    boolean isTenantReference(Relationship relationship) {
        return table(relationship.from())
                        .referenceColumn(relationship.roleName())
                        .equals(tenantColumn)
                && table(relationship.to()).scoped()
                && requirements.tenancy() != null
                && relationship.from().equals(requirements.tenancy().entity());
    }

    public Optional<Reference> reference(String entity, String role) {
        return references(entity).stream()
                .filter(reference -> reference.relationship().roleName().equals(role))
                .findFirst();
    }

    /** What rows that hold a reference copy of the row that it names. */
    List<NormalizationDecision.Candidate> copies(Relationship relationship) {
        return copies.stream()
                .filter(copy -> copy.relationship().equals(relationship))
                .toList();
    }

    /** The columns that references to a table name: with the tenant's where both sides belong to one. */
    public List<String> keyColumns(boolean childScoped, EntityTable parent) {
        return foreignKeyColumns(childScoped, parent, parent.idColumn());
    }

    /** The foreign key's columns of a reference: with the tenant's where both sides belong to one. */
    public List<String> foreignKeyColumns(boolean childScoped, EntityTable parent, String column) {
        return childScoped && parent.scoped() && tenantColumn != null ? List.of(tenantColumn, column) : List.of(column);
    }
}
