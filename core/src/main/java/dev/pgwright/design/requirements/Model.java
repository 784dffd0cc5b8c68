package dev.pgwright.design.requirements;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The entities and relationships read so far, with what paths can reach. */
final class Model {
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Node> entityKeys = new HashMap<>();
    private final Map<String, Relationship> junctions = new LinkedHashMap<>();
    private final List<Relationship> relationships = new ArrayList<>();
    private final Map<Relationship, Node> relationshipNodes = new HashMap<>();
    private final Map<String, Map<String, Role>> roles = new HashMap<>();
    private final Map<String, Map<String, Role>> others = new HashMap<>();
    private final Map<String, Map<String, Role>> dependants = new HashMap<>();
    private final Map<String, Set<String>> unclearAttributes = new HashMap<>();
    private final Map<String, Map<String, Node>> derivations = new LinkedHashMap<>();
    private final Set<String> unclearEntities = new HashSet<>();
    private final Set<String> unclearRoles = new HashSet<>();
    private final Map<String, List<AttributeReader.Scope>> scopes = new LinkedHashMap<>();
    private @Nullable String tenant;

    /**
     * What an entity knows another by.
     *
     * @param unique no two rows of the knowing entity have the same: 1:1
     * @param many there may be several: N:M
     */
    record Role(String name, String entity, boolean required, boolean unique, boolean many) {}

    void add(Entity entity, Node key, Set<String> unclear, Map<String, Node> derived) {
        entities.put(entity.name(), entity);
        derivations.put(entity.name(), derived);
        entityKeys.put(entity.name(), key);
        unclearAttributes.put(entity.name(), unclear);
    }

    /** Says within what attributes of an entity are unique. */
    void addScopes(String entity, List<AttributeReader.Scope> written) {
        scopes.put(entity, List.copyOf(written));
    }

    List<AttributeReader.Scope> scopes(String entity) {
        return scopes.getOrDefault(entity, List.of());
    }

    /** What the file says of the derivation of attributes, by entity and attribute. */
    Map<String, Map<String, Node>> derivations() {
        return Collections.unmodifiableMap(derivations);
    }

    /** Says where the value of an attribute comes from. */
    void derive(String entityName, String attribute, Derived derived) {
        Entity entity = entities.get(entityName);
        if (entity == null) {
            throw new IllegalStateException("no entity " + entityName);
        }
        entities.put(
                entityName,
                entity.withAttributes(entity.attributes().stream()
                        .map(each -> each.name().equals(attribute) ? each.withDerived(derived) : each)
                        .toList()));
    }

    /** Puts an entity in the place of the one of its name. */
    void replace(Entity entity) {
        entities.put(entity.name(), entity);
    }

    /** Removes an entity that has become a part of another. */
    void remove(String entity) {
        entities.remove(entity);
        derivations.remove(entity);
        scopes.remove(entity);
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
            put(others, from, new Role(to, to, false, false, true));
            put(others, to, new Role(relationship.roleName(), from, false, false, true));
        } else {
            boolean unique = relationship.kind() == Relationship.Kind.ONE_TO_ONE;
            put(roles, to, new Role(relationship.roleName(), from, relationship.required(), unique, false));
            if (unique) {
                put(dependants, from, new Role(to, to, false, true, false));
            }
        }
    }

    private static void put(Map<String, Map<String, Role>> map, String entity, Role role) {
        map.computeIfAbsent(entity, any -> new LinkedHashMap<>()).putIfAbsent(role.name(), role);
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

    /** The one row of another entity that each row of this one names. */
    Map<String, Role> roles(String entity) {
        return roles.getOrDefault(entity, Map.of());
    }

    /** The rows that each row of this entity has across many-to-many relationships. */
    Map<String, Role> others(String entity) {
        return others.getOrDefault(entity, Map.of());
    }

    /** The one row that depends on each row of this entity, 1:1; known by its entity. */
    Map<String, Role> dependants(String entity) {
        return dependants.getOrDefault(entity, Map.of());
    }

    /** The entity that this one is a kind of, whose attributes and roles it has too. */
    Optional<String> parentOf(String name) {
        return Optional.ofNullable(entities.get(name)).map(Entity::isA).filter(entities::containsKey);
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

    /** The column by which rows name one of an entity, as the one in this role. */
    String referenceColumn(String role, String entity) {
        return role + "_" + entity(entity).map(Entity::keyName).orElse(Vocabulary.ID);
    }

    /** The column that tells tenants apart; null without tenants. */
    @Nullable String tenantColumn() {
        return tenant == null ? null : referenceColumn(tenant, tenant);
    }

    /** Attributes that every entity has without saying so. */
    List<String> implicitNames(String name) {
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
