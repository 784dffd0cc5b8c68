package dev.pgwright.design.requirements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The entities and relationships read so far, with what paths can reach. A many-to-many relationship counts as an
 * entity, its junction, that knows both sides by a role.
 */
final class Model {
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Node> entityKeys = new HashMap<>();
    private final Map<String, Relationship> junctions = new LinkedHashMap<>();
    private final List<Relationship> relationships = new ArrayList<>();
    private final Map<Relationship, Node> relationshipNodes = new HashMap<>();
    private final Map<String, Map<String, Role>> roles = new HashMap<>();
    private final Map<String, Set<String>> unclearAttributes = new HashMap<>();
    private final Set<String> unclearEntities = new HashSet<>();
    private final Set<String> unclearRoles = new HashSet<>();
    private @Nullable String tenant;

    /**
     * What an entity knows another by.
     *
     * @param unique no two rows of the knowing entity have the same: 1:1
     */
    record Role(String name, String entity, boolean required, boolean unique) {}

    void add(Entity entity, Node key, Set<String> unclear) {
        entities.put(entity.name(), entity);
        entityKeys.put(entity.name(), key);
        unclearAttributes.put(entity.name(), unclear);
    }

    /** Adds an entity whose attributes could not be read. */
    void addUnclear(Entity entity) {
        entities.put(entity.name(), entity);
        unclearEntities.add(entity.name());
    }

    /**
     * @param unclear names of attributes of the relationship whose definition is faulty
     */
    void add(Relationship relationship, Node node, Set<String> unclear) {
        relationships.add(relationship);
        relationshipNodes.put(relationship, node);
        String from = relationship.from();
        String to = relationship.to();
        if (relationship.kind() == Relationship.Kind.MANY_TO_MANY) {
            String junction = relationship.junctionName();
            junctions.put(junction, relationship);
            unclearAttributes.put(junction, unclear);
            addRole(junction, new Role(relationship.roleName(), from, true, false));
            addRole(junction, new Role(to, to, true, false));
        } else {
            boolean unique = relationship.kind() == Relationship.Kind.ONE_TO_ONE;
            addRole(to, new Role(relationship.roleName(), from, relationship.required(), unique));
        }
    }

    private void addRole(String entity, Role role) {
        roles.computeIfAbsent(entity, any -> new LinkedHashMap<>()).putIfAbsent(role.name(), role);
    }

    /** Says that an entity has relationships that could not be read. */
    void addUnclearRoles(String entity) {
        unclearRoles.add(entity);
    }

    void tenant(String entity) {
        tenant = entity;
    }

    @Nullable String tenant() {
        return tenant;
    }

    List<Entity> entities() {
        return List.copyOf(entities.values());
    }

    List<Relationship> relationships() {
        return List.copyOf(relationships);
    }

    Node node(Relationship relationship) {
        Node node = relationshipNodes.get(relationship);
        if (node == null) {
            throw new IllegalStateException("not a relationship of this model: " + relationship);
        }
        return node;
    }

    /** The key of an entity in the file; empty when its attributes could not be read. */
    Optional<Node> key(String entity) {
        return Optional.ofNullable(entityKeys.get(entity));
    }

    Optional<Entity> entity(String name) {
        return Optional.ofNullable(entities.get(name));
    }

    Optional<Relationship> junction(String name) {
        return Optional.ofNullable(junctions.get(name));
    }

    /** Entities and junctions: what access patterns and rules can be about. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(entities.keySet());
        names.addAll(junctions.keySet());
        return names;
    }

    Set<String> entityNames() {
        return entities.keySet();
    }

    boolean isUnclear(String entity) {
        return unclearEntities.contains(entity);
    }

    boolean hasUnclearRoles(String entity) {
        return unclearRoles.contains(entity);
    }

    boolean isUnclear(String entity, String attribute) {
        return unclearAttributes.getOrDefault(entity, Set.of()).contains(attribute);
    }

    /** Attributes of an entity or a junction. */
    List<Attribute> attributes(String name) {
        Entity entity = entities.get(name);
        if (entity != null) {
            return entity.attributes();
        }
        Relationship junction = junctions.get(name);
        return junction == null ? List.of() : junction.attributes();
    }

    Optional<Attribute> attribute(String entity, String name) {
        return attributes(entity).stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }

    Map<String, Role> roles(String entity) {
        return roles.getOrDefault(entity, Map.of());
    }

    /** Whether rows of this entity belong to a tenant. */
    boolean belongsToTenant(String name) {
        if (tenant == null || name.equals(tenant)) {
            return false;
        }
        Relationship junction = junctions.get(name);
        if (junction != null) {
            return belongsToTenant(junction.from()) || belongsToTenant(junction.to());
        }
        Entity entity = entities.get(name);
        return entity != null && !entity.shared();
    }

    /** Attributes that every entity has without saying so; the pairs of a junction have none. */
    List<String> implicitNames(String name) {
        if (junctions.containsKey(name)) {
            return List.of();
        }
        Entity entity = entities.get(name);
        return entity != null && entity.changes() == Entity.Changes.NEVER
                ? List.of(Vocabulary.ID, Vocabulary.CREATED_AT)
                : List.of(Vocabulary.ID, Vocabulary.CREATED_AT, Vocabulary.UPDATED_AT);
    }

    /** Every first step of a path from an entity. */
    List<String> steps(String name) {
        List<String> steps = new ArrayList<>();
        attributes(name).forEach(attribute -> steps.add(attribute.name()));
        steps.addAll(roles(name).keySet());
        steps.addAll(implicitNames(name));
        return steps;
    }
}
