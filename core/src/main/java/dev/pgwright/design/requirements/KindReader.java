package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.StatusValues;
import dev.pgwright.design.requirements.Kinds.Leaf;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Generalisation: an entity that is a kind of another becomes nullable attributes of that one, tied to it by checks, or
 * an entity of its own with the key of the other.
 */
final class KindReader {
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^a-z0-9_]+");

    private final Problems problems;
    private final Model model;
    private final Set<String> spokenOf = new LinkedHashSet<>();
    private final List<Kinds> kinds = new ArrayList<>();
    private final List<ConsistencyRule> rules = new ArrayList<>();

    KindReader(Problems problems, Model model, Section root) {
        this.problems = problems;
        this.model = model;
        for (String key : List.of("tenancy", "relationships", "access_patterns", "rules")) {
            Node node = root.node(key);
            if (node != null) {
                collect(node);
            }
        }
    }

    /** The checks that tie facts to their kind. */
    List<ConsistencyRule> rules() {
        return List.copyOf(rules);
    }

    List<Kinds> kinds() {
        return List.copyOf(kinds);
    }

    void read() {
        Map<String, List<Entity>> byParent = new LinkedHashMap<>();
        for (Entity entity : model.entities()) {
            if (entity.isA() != null && isFine(entity, entity.isA())) {
                byParent.computeIfAbsent(entity.isA(), parent -> new ArrayList<>())
                        .add(entity);
            }
        }
        for (Entity entity : model.entities()) {
            if (entity.total()
                    && model.entities().stream().noneMatch(kind -> entity.name().equals(kind.isA()))) {
                problems.add(
                        entity.place(),
                        "entity '" + entity.name() + "' is total, but no entity is a '" + entity.name() + "'",
                        "Remove 'total', or write is_a: " + entity.name() + " at its kinds");
            }
        }
        byParent.forEach((parent, subtypes) -> generalise(model.entity(parent).orElseThrow(), subtypes));
    }

    private boolean isFine(Entity entity, String parentName) {
        String name = "entity '" + entity.name() + "'";
        Entity parent = model.entity(parentName).orElse(null);
        if (parent == null) {
            problems.add(
                    entity.place(),
                    name + " is a '" + parentName + "', which is no entity",
                    Problems.choice(parentName, "The entities are", model.entityNames()));
            return false;
        }
        if (parent.isA() != null) {
            problems.add(
                    entity.place(),
                    parentName.equals(entity.name())
                            ? name + " is a kind of itself"
                            : parent.isA().equals(entity.name())
                                    ? "cyclic is_a: '" + entity.name() + "' is a '" + parentName + "', and '"
                                            + parentName + "' is a '" + entity.name() + "'"
                                    : name + " is a '" + parentName + "', which is a '" + parent.isA() + "' itself",
                    parentName.equals(entity.name()) || parent.isA().equals(entity.name())
                            ? "Remove one 'is_a'"
                            : "Write is_a: " + parent.isA() + "; kinds of kinds are not kept");
            return false;
        }
        boolean fine = true;
        if (entity.volume() != null
                && parent.volume() != null
                && entity.volume().rows() > parent.volume().rows()) {
            problems.add(
                    entity.volume().place(),
                    name + " has more rows than '" + parentName + "', of which each of them is one",
                    null);
            fine = false;
        }
        for (Attribute attribute : entity.attributes()) {
            if (parent.attribute(attribute.name()).isPresent()) {
                problems.add(
                        attribute.place(),
                        "attribute '" + entity.name() + "." + attribute.name() + "' is one of '" + parentName
                                + "' already",
                        "Every '" + entity.name() + "' has it: remove it here, or rename it");
                fine = false;
            }
        }
        return fine && !model.isUnclear(entity.name()) && !model.isUnclear(parentName);
    }

    private void generalise(Entity parent, List<Entity> subtypes) {
        String kind = parent.attribute("kind").isPresent() ? parent.name() + "_kind" : "kind";
        if (parent.attribute(kind).isPresent()) {
            problems.add(
                    parent.attribute(kind).get().place(),
                    "attribute '" + parent.name() + "." + kind + "' has the name of the column that tells kinds apart",
                    "Rename it");
            return;
        }
        List<String> values = new ArrayList<>();
        if (!parent.total()) {
            values.add(parent.name());
        }
        subtypes.forEach(subtype -> values.add(subtype.name()));
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(kind(parent, kind, values, parent.total() ? null : parent.name()));
        attributes.addAll(parent.attributes());
        Set<String> facts = new LinkedHashSet<>();
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        for (Entity subtype : subtypes) {
            Leaf leaf = leaf(subtype, subtypes);
            leaves.put(subtype.name(), leaf);
            if (leaf.joined()) {
                join(parent, subtype, kind);
            } else {
                subtype.attributes().forEach(attribute -> {
                    facts.add(attribute.name());
                    attributes.add(attribute.asOptional());
                    rules.add(tie(parent, subtype, kind, attribute));
                });
                model.remove(subtype.name());
            }
        }
        model.replace(parent.withAttributes(attributes));
        kinds.add(new Kinds(parent.name(), kind, parent.total(), leaves, facts));
    }

    private Leaf leaf(Entity subtype, List<Entity> subtypes) {
        if (spokenOf.contains(subtype.name()) || subtype.table() != null) {
            return Leaf.JOINED_SPOKEN_OF;
        }
        if (subtype.attributes().size() > Kinds.FEW) {
            return Leaf.JOINED_MANY_FACTS;
        }
        boolean defaults = subtype.attributes().stream()
                .anyMatch(attribute -> attribute.defaultValue() != null
                        || attribute.type() == BusinessType.TAGS
                        || attribute.type() == BusinessType.JSON
                        || model.derivations()
                                .getOrDefault(subtype.name(), Map.of())
                                .containsKey(attribute.name()));
        if (defaults) {
            return Leaf.JOINED_DEFAULTS;
        }
        boolean same = subtypes.stream()
                .filter(other -> !other.equals(subtype))
                .flatMap(other -> other.attributes().stream())
                .anyMatch(attribute -> subtype.attribute(attribute.name()).isPresent());
        return same ? Leaf.JOINED_SAME_NAMES : Leaf.SINGLE_TABLE;
    }

    private void join(Entity parent, Entity subtype, String kind) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(kind(subtype, kind, List.of(subtype.name()), subtype.name()));
        attributes.addAll(subtype.attributes());
        model.replace(subtype.knownAs(parent).withAttributes(attributes));
        model.add(
                new Relationship(
                        subtype.place(),
                        parent.name(),
                        subtype.name(),
                        Relationship.Kind.ONE_TO_ONE,
                        null,
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
                        null),
                model.key(subtype.name()).orElseThrow(),
                Set.of());
    }

    private static Attribute kind(Entity owner, String name, List<String> values, @Nullable String otherwise) {
        return new Attribute(
                owner.place(),
                name,
                BusinessType.STATUS,
                "Which kind of " + owner.name().replace('_', ' ') + " it is",
                true,
                false,
                false,
                otherwise,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new StatusValues(values, new TreeMap<>(), false),
                Entity.Changes.NEVER,
                Attribute.Statistics.NONE,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** A fact of one kind: there in its rows, or allowed there, and never in others. */
    private static ConsistencyRule tie(Entity parent, Entity subtype, String kind, Attribute attribute) {
        String is = Identifiers.quoteIdentifier(kind) + " = " + Identifiers.quoteLiteral(subtype.name());
        String column = Identifiers.quoteIdentifier(attribute.name());
        return new ConsistencyRule.Check(
                attribute.place(),
                subtype.name() + "_" + attribute.name(),
                parent.name(),
                attribute.required()
                        ? "(" + is + ") = (" + column + " IS NOT NULL)"
                        : is + " OR " + column + " IS NULL",
                "Only a " + subtype.name().replace('_', ' ') + " has it");
    }

    private void collect(Node node) {
        if (node instanceof ScalarNode scalar) {
            spokenOf.addAll(List.of(BETWEEN_NAMES.split(scalar.getValue())));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::collect);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                collect(tuple.getKeyNode());
                collect(tuple.getValueNode());
            });
        }
    }
}
