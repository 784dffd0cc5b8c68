package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Dependency;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits off what depends on no key: the attributes become an entity, their old place a reference to it, and every path
 * and rule that named them follows the reference.
 */
final class Decomposition {
    private Decomposition() {}

    /** The requirements with what is split, and with those dependencies that stay in a row. */
    static Requirements of(Requirements requirements) {
        Requirements result = requirements;
        for (Dependency dependency : requirements.dependencies()) {
            if (DependencyDecision.leaf(requirements, dependency) == DependencyDecision.Leaf.SPLIT) {
                result = split(result, dependency);
            }
        }
        List<Dependency> kept = requirements.dependencies().stream()
                .filter(dependency ->
                        DependencyDecision.leaf(requirements, dependency).kept())
                .toList();
        return new Requirements(
                result.project(),
                result.tenancy(),
                result.entities(),
                result.relationships(),
                result.accessPatterns(),
                result.rules(),
                result.kinds(),
                kept,
                result.stated(),
                result.nonGoals());
    }

    private static Requirements split(Requirements requirements, Dependency dependency) {
        Entity entity = requirements.entity(dependency.entity()).orElseThrow();
        List<Attribute> from = attributes(entity, dependency.from());
        List<Attribute> determined = new ArrayList<>();
        from.forEach(attribute -> determined.add(attribute.asRequired()));
        determined.addAll(attributes(entity, dependency.to()));
        boolean always = from.stream().allMatch(Attribute::required);
        Entity split = new Entity(
                dependency.place(),
                dependency.as(),
                "What " + String.join(" and ", dependency.from()).replace('_', ' ') + " of a "
                        + entity.name().replace('_', ' ') + " determine",
                null,
                entity.group(),
                Entity.IdentityScope.LOCAL,
                null,
                null,
                false,
                entity.shared(),
                null,
                Entity.Changes.RARELY,
                null,
                determined,
                auditOf(entity, determined));
        List<Entity> entities = new ArrayList<>();
        for (Entity each : requirements.entities()) {
            if (each.name().equals(entity.name())) {
                entities.add(split);
                entities.add(each.withAttributes(each.attributes().stream()
                        .filter(attribute -> !isMoved(dependency, attribute.name()))
                        .toList()));
            } else {
                entities.add(each);
            }
        }
        List<Relationship> relationships = new ArrayList<>(requirements.relationships());
        relationships.add(new Relationship(
                dependency.place(),
                dependency.as(),
                entity.name(),
                Relationship.Kind.ONE_TO_MANY,
                null,
                always,
                false,
                Relationship.OnDelete.RESTRICT,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                0,
                null));
        List<ConsistencyRule> rules = new ArrayList<>();
        requirements.rules().forEach(rule -> rules.add(rewritten(rule, dependency)));
        rules.add(new ConsistencyRule.UniqueTogether(
                dependency.place(),
                dependency.as() + "_is_said_once",
                dependency.as(),
                dependency.from(),
                "They determine " + String.join(" and ", dependency.to())));
        List<AccessPattern> patterns = requirements.accessPatterns().stream()
                .map(pattern -> pattern.rewritten(
                        (start, path) -> path(requirements, dependency, start, path),
                        start -> whole(requirements, dependency, entity, start)))
                .toList();
        return new Requirements(
                requirements.project(),
                requirements.tenancy(),
                entities,
                relationships,
                patterns,
                rules,
                requirements.kinds(),
                requirements.dependencies(),
                requirements.stated(),
                requirements.nonGoals());
    }

    /** What is kept of changes goes with the attributes. */
    private static Entity.@Nullable Audit auditOf(Entity entity, List<Attribute> moved) {
        Entity.Audit audit = entity.audit();
        if (audit == null || audit.attributes().isEmpty()) {
            return audit;
        }
        List<String> names = moved.stream()
                .map(Attribute::name)
                .filter(audit.attributes()::contains)
                .toList();
        return names.isEmpty() ? null : new Entity.Audit(audit.place(), audit.keepDays(), names);
    }

    private static List<Attribute> attributes(Entity entity, List<String> names) {
        return names.stream().flatMap(name -> entity.attribute(name).stream()).toList();
    }

    private static boolean isMoved(Dependency dependency, String attribute) {
        return dependency.from().contains(attribute) || dependency.to().contains(attribute);
    }

    private static String path(Requirements requirements, Dependency dependency, String start, String path) {
        int dot = path.lastIndexOf('.');
        String last = path.substring(dot + 1);
        boolean moved = isMoved(dependency, last)
                && RequirementPaths.entityAt(requirements, start, path).equals(Optional.of(dependency.entity()));
        return moved ? path.substring(0, dot + 1) + dependency.as() + "." + last : path;
    }

    /** All of the entity that loses attributes, by name: nobody who reads it all shall miss them. */
    private static List<String> whole(Requirements requirements, Dependency dependency, Entity entity, String start) {
        if (!start.equals(entity.name())) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        requirements.relationships().stream()
                .filter(relationship -> relationship.kind() != Relationship.Kind.MANY_TO_MANY
                        && relationship.to().equals(start)
                        && (requirements.tenancy() == null
                                || !relationship
                                        .roleName()
                                        .equals(requirements.tenancy().entity())))
                .forEach(relationship -> paths.add(relationship.roleName()));
        entity.attributes()
                .forEach(attribute -> paths.add(
                        isMoved(dependency, attribute.name())
                                ? dependency.as() + "." + attribute.name()
                                : attribute.name()));
        return paths;
    }

    private static ConsistencyRule rewritten(ConsistencyRule rule, Dependency dependency) {
        if (rule instanceof ConsistencyRule.UniqueTogether unique
                && unique.entity().equals(dependency.entity())
                && unique.paths().containsAll(dependency.from())) {
            List<String> paths = new ArrayList<>();
            for (String path : unique.paths()) {
                String now = dependency.from().contains(path) ? dependency.as() : path;
                if (!paths.contains(now)) {
                    paths.add(now);
                }
            }
            return new ConsistencyRule.UniqueTogether(
                    unique.place(), unique.name(), unique.entity(), paths, unique.because(), unique.missing());
        }
        return rule;
    }
}
