package dev.pgwright.design.questions;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.Kind;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.Stated;
import dev.pgwright.design.requirements.Subject;
import dev.pgwright.design.requirements.TableNames;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What detectors of questions keep asking. */
final class Facts {
    private final Requirements requirements;
    private final Design design;
    private final Map<String, List<Relationship>> parents = new HashMap<>();
    private final Map<String, List<Relationship>> children = new HashMap<>();
    private final Map<String, Set<String>> checked = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    Facts(Design design) {
        this.design = design;
        this.requirements = design.mapping().requirements();
        for (Relationship relationship : requirements.relationships()) {
            if (relationship.kind() != Kind.MANY_TO_MANY) {
                parents.computeIfAbsent(relationship.to(), name -> new ArrayList<>())
                        .add(relationship);
                children.computeIfAbsent(relationship.from(), name -> new ArrayList<>())
                        .add(relationship);
            }
        }
        for (ConsistencyRule rule : requirements.rules()) {
            if (rule instanceof ConsistencyRule.Check check) {
                for (ColumnRef reference : Nodes.all(
                        Sql.parseStatement("SELECT (" + check.expression() + ")")
                                .tree(),
                        ColumnRef.class)) {
                    checked.computeIfAbsent(check.entity(), name -> new HashSet<>())
                            .addAll(Nodes.names(reference.fields()));
                }
            }
        }
        requirements.accessPatterns().forEach(this::collectRead);
    }

    Requirements requirements() {
        return requirements;
    }

    Design design() {
        return design;
    }

    Mapping mapping() {
        return design.mapping();
    }

    Stated stated() {
        return requirements.stated();
    }

    boolean says(Subject subject, String key) {
        return requirements.stated().says(subject, key);
    }

    /** An attribute with what it belongs to. */
    record Owned(String owner, Attribute attribute, long rows) {
        Subject subject() {
            return Subject.of(owner, attribute);
        }
    }

    /** The attributes of all entities and pairs. */
    List<Owned> attributes() {
        Stream<Owned> ofEntities = requirements.entities().stream()
                .flatMap(entity -> entity.attributes().stream()
                        .map(attribute -> new Owned(entity.name(), attribute, rows(entity.name()))));
        Stream<Owned> ofPairs = requirements.relationships().stream()
                .flatMap(pair -> pair.attributes().stream()
                        .map(attribute -> new Owned(pair.junctionName(), attribute, rows(pair))));
        return Stream.concat(ofEntities, ofPairs).toList();
    }

    List<AccessPattern> patterns() {
        return requirements.accessPatterns();
    }

    /** The access patterns about an entity, of a kind. */
    List<AccessPattern> patterns(String entity, AccessPattern.Kind kind) {
        return requirements.accessPatterns().stream()
                .filter(pattern -> pattern.entity().equals(entity) && pattern.kind() == kind)
                .toList();
    }

    Optional<Entity> entity(String name) {
        return requirements.entity(name);
    }

    boolean isTenant(String entity) {
        return requirements.tenancy() != null && requirements.tenancy().entity().equals(entity);
    }

    /** The relationships by which an entity refers to others, 1:N and 1:1. */
    List<Relationship> parents(String entity) {
        return parents.getOrDefault(entity, List.of());
    }

    /** The relationships by which others refer to an entity, 1:N and 1:1. */
    List<Relationship> children(String entity) {
        return children.getOrDefault(entity, List.of());
    }

    boolean isOwned(String entity) {
        return parents(entity).stream().anyMatch(Relationship::owned);
    }

    /** Rows in two years before retention; 0 when nobody said. */
    long rows(String entity) {
        return entity(entity).map(Entity::volume).map(this::rows).orElse(0L);
    }

    long rows(Relationship pair) {
        return pair.volume() == null ? 0 : rows(pair.volume());
    }

    private long rows(Entity.Volume volume) {
        return volume.rowsAfter(SchemaDesigner.HORIZON_DAYS);
    }

    /** Rows added a day; 0 when nobody said. */
    double growth(String entity) {
        return entity(entity)
                .map(Entity::volume)
                .map(Entity.Volume::growthPerDay)
                .orElse(0.0);
    }

    /** Whether a rule compares the attribute with something. */
    boolean isChecked(String entity, String attribute) {
        return checked.getOrDefault(entity, Set.of()).contains(attribute);
    }

    /** Whether checks compare both attributes. */
    boolean areCompared(String entity, String one, String other) {
        return isChecked(entity, one) && isChecked(entity, other);
    }

    <R extends ConsistencyRule> List<R> rules(String entity, Class<R> form) {
        return requirements.rules().stream()
                .filter(rule -> rule.entity().equals(entity))
                .filter(form::isInstance)
                .map(form::cast)
                .toList();
    }

    /** Whether the attribute is unique, alone or with others. */
    boolean isInKey(String entity, Attribute attribute) {
        return attribute.unique()
                || !attribute.uniqueWithin().isEmpty()
                || rules(entity, ConsistencyRule.UniqueTogether.class).stream()
                        .anyMatch(rule -> rule.paths().contains(attribute.name()));
    }

    /** The filters on an attribute by patterns about its own entity. */
    List<Filter> filters(String entity, String attribute) {
        return patterns().stream()
                .filter(pattern -> pattern.entity().equals(entity))
                .flatMap(pattern -> pattern.filters().stream())
                .filter(filter -> filter.path().equals(attribute))
                .toList();
    }

    boolean filters(String entity, String attribute, Operator operator) {
        return filters(entity, attribute).stream().anyMatch(filter -> filter.operator() == operator);
    }

    boolean sorts(String entity, String attribute) {
        return patterns().stream()
                .filter(pattern -> pattern.entity().equals(entity))
                .flatMap(pattern -> pattern.sort().stream())
                .anyMatch(sort -> sort.path().equals(attribute));
    }

    /** Whether some access pattern shows rows of the entity. */
    boolean isRead(String entity) {
        return read.contains(entity);
    }

    private void collectRead(AccessPattern pattern) {
        switch (pattern.kind()) {
            case GET, LIST, AGGREGATE -> read.add(pattern.entity());
            case CREATE, UPDATE, DELETE -> {
                // rows that are only written are not seen by anybody
            }
        }
        if (pattern.sql() != null) {
            Set<String> tables = new HashSet<>();
            Nodes.all(Sql.parseStatement(pattern.sql()).tree(), RangeVar.class)
                    .forEach(table -> tables.add(String.valueOf(table.relname())));
            mapping().tables().stream()
                    .filter(table -> tables.contains(table.name().name()))
                    .forEach(table -> read.add(table.entity().name()));
        }
        pattern.includes().forEach(include -> {
            read.add(include.entity());
            include.returns().forEach(path -> collect(include.entity(), path));
        });
        pattern.returns().forEach(path -> collect(pattern.entity(), path));
        pattern.groupBy().forEach(path -> collect(pattern.entity(), path));
        pattern.filters().forEach(filter -> collect(pattern.entity(), filter.path()));
        pattern.sort().forEach(sort -> collect(pattern.entity(), sort.path()));
    }

    private void collect(String from, String path) {
        String at = from;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            Optional<String> next = step(at, steps[i]);
            if (next.isEmpty()) {
                return;
            }
            at = next.get();
            read.add(at);
        }
    }

    private Optional<String> step(String entity, String role) {
        Optional<String> up = parents(entity).stream()
                .filter(relationship -> relationship.roleName().equals(role))
                .map(Relationship::from)
                .findFirst();
        return up.isPresent()
                ? up
                : children(entity).stream()
                        .filter(relationship -> relationship.kind() == Kind.ONE_TO_ONE
                                && relationship.to().equals(role))
                        .map(Relationship::to)
                        .findFirst();
    }

    static boolean isMoment(Attribute attribute) {
        return attribute.type() == BusinessType.DATE || attribute.type() == BusinessType.TIMESTAMP;
    }

    /** {@code order line}: a name as a person says it. */
    static String words(String name) {
        return name.replace('_', ' ');
    }

    /** {@code order lines}: the same of several. */
    static String plural(String name) {
        return words(TableNames.plural(name));
    }

    /** Whether a name is one of these words or ends with one: {@code contact_email} of {@code email}. */
    static boolean isNamed(String name, Set<String> nouns) {
        return nouns.contains(name) || nouns.stream().anyMatch(noun -> name.endsWith("_" + noun));
    }
}
