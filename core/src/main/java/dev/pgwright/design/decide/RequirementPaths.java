package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.Optional;

/** Follows attribute paths through the requirements alone: for decisions that come before there are tables. */
final class RequirementPaths {
    private RequirementPaths() {}

    /** The entity that a path's last name belongs to; empty when it is reached across a many-to-many relationship. */
    static Optional<String> entityAt(Requirements requirements, String entity, String path) {
        String at = entity;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            Optional<String> next = step(requirements, at, steps[i]);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    private static Optional<String> step(Requirements requirements, String entity, String name) {
        for (Relationship relationship : requirements.relationships()) {
            if (relationship.kind() == Relationship.Kind.MANY_TO_MANY) {
                continue;
            }
            if (relationship.to().equals(entity) && relationship.roleName().equals(name)) {
                return Optional.of(relationship.from());
            }
        }
        return requirements.relationships().stream()
                .filter(relationship -> relationship.kind() == Relationship.Kind.ONE_TO_ONE
                        && relationship.from().equals(entity)
                        && relationship.to().equals(name))
                .map(Relationship::to)
                .findFirst();
    }
}
