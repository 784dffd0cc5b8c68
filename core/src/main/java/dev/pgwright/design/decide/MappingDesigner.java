package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.TableNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every entity and every many-to-many relationship its table and key. */
final class MappingDesigner {
    private final Requirements requirements;
    private final Naming naming;
    private final @Nullable String tenantColumn;

    MappingDesigner(Requirements requirements, Naming naming) {
        this.requirements = requirements;
        this.naming = naming;
        this.tenantColumn = requirements.tenancy() == null
                ? null
                : requirements.tenancy().entity() + "_"
                        + requirements
                                .entity(requirements.tenancy().entity())
                                .orElseThrow()
                                .keyName();
    }

    Mapping design() {
        Map<String, EntityTable> tables = new LinkedHashMap<>();
        for (Entity entity : requirements.entities()) {
            tables.put(entity.name(), entityTable(entity));
        }
        tables.replaceAll((name, table) -> likeParent(tables, table));
        Map<Relationship, Junction> junctions = new LinkedHashMap<>();
        for (Relationship relationship : requirements.relationships()) {
            EntityTable from = table(tables, relationship.from());
            EntityTable to = table(tables, relationship.to());
            if (relationship.kind() == Relationship.Kind.MANY_TO_MANY) {
                junctions.put(relationship, junction(relationship, from, to));
            }
        }
        return new Mapping(requirements, tenantColumn, tables, junctions);
    }

    private EntityTable entityTable(Entity entity) {
        String table = TableNames.of(entity);
        boolean scoped = tenantColumn != null
                && !entity.shared()
                && requirements.tenancy() != null
                && !entity.name().equals(requirements.tenancy().entity());
        PrimaryKeyDecision.Leaf leaf = PrimaryKeyDecision.leaf(
                entity.identity(), requirements.project().postgres());
        String type = entity.naturalKey()
                .map(attribute ->
                        TypeDecision.columnType(attribute, attribute.name()).sql())
                .orElse(leaf.type());
        String partitionColumn = partitionColumn(entity);
        List<String> key = new ArrayList<>();
        if (scoped && tenantColumn != null) {
            key.add(tenantColumn);
        }
        List<String> rowKey = JunctionDecision.keyRule(requirements, entity)
                .map(rule -> rule.paths().stream()
                        .map(role -> referenceColumn(entity, role))
                        .toList())
                .orElseGet(() -> List.of(entity.keyName()));
        key.addAll(rowKey);
        if (partitionColumn != null && !key.contains(partitionColumn)) {
            key.add(partitionColumn);
        }
        return new EntityTable(entity, qualified(table), scoped, entity.keyName(), type, key, rowKey, partitionColumn);
    }

    /** The id of a kind is that of the entity that it is a kind of, whatever its type. */
    private static EntityTable likeParent(Map<String, EntityTable> tables, EntityTable table) {
        String parent = table.entity().isA();
        return parent == null
                ? table
                : new EntityTable(
                        table.entity(),
                        table.name(),
                        table.scoped(),
                        "id",
                        table(tables, parent).idType(),
                        table.key(),
                        table.rowKey(),
                        table.partitionColumn());
    }

    private @Nullable String partitionColumn(Entity entity) {
        PartitioningDecision.Choice choice = PartitioningDecision.choice(requirements, entity);
        if (!choice.leaf().partitioned()) {
            return null;
        }
        String path = choice.key();
        if (path == null) {
            return tenantColumn;
        }
        return referenceColumn(entity, path);
    }

    /** The column of a reference in this role; of an attribute its name. */
    private String referenceColumn(Entity entity, String path) {
        return requirements.relationships().stream()
                .filter(relationship -> relationship.kind() != Relationship.Kind.MANY_TO_MANY
                        && relationship.to().equals(entity.name())
                        && relationship.roleName().equals(path))
                .findFirst()
                .flatMap(relationship -> requirements.entity(relationship.from()))
                .map(parent -> Naming.limited(path + "_" + parent.keyName()))
                .orElse(path);
    }

    private Junction junction(Relationship relationship, EntityTable from, EntityTable to) {
        String name = TableNames.of(relationship);
        String fromColumn = from.referenceColumn(relationship.roleName());
        String toColumn = to.referenceColumn(to.entity().name());
        if (toColumn.equals(fromColumn)) {
            toColumn = "related_" + toColumn;
        }
        boolean scoped = from.scoped() || to.scoped();
        List<String> key = new ArrayList<>();
        if (scoped && tenantColumn != null) {
            key.add(tenantColumn);
        }
        if (JunctionDecision.leaf(relationship) == JunctionDecision.Leaf.OWN_ID_REPEATS) {
            key.add("id");
        } else {
            key.add(fromColumn);
            key.add(toColumn);
        }
        return new Junction(relationship, qualified(name), scoped, fromColumn, toColumn, key);
    }

    private QualifiedName qualified(String table) {
        return QualifiedName.of(requirements.project().schema(), naming.unique(table));
    }

    private static EntityTable table(Map<String, EntityTable> tables, String entity) {
        EntityTable table = tables.get(entity);
        if (table == null) {
            throw new IllegalStateException("relationship names the unknown entity " + entity);
        }
        return table;
    }
}
