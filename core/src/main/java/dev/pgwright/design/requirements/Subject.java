package dev.pgwright.design.requirements;

import java.util.Locale;

/**
 * A part of the requirements that can be spoken of by name.
 *
 * @param name of an entity, access pattern or rule; {@code order.total} of an attribute, whose owner may be a junction;
 *     {@code order.buyer} of a relationship, the depending entity and its role, or the name of its junction
 */
public record Subject(Kind kind, String name) implements Comparable<Subject> {
    /** What can be spoken of. */
    public enum Kind {
        PROJECT,
        ENTITY,
        ATTRIBUTE,
        RELATIONSHIP,
        ACCESS_PATTERN,
        RULE;

        /** For messages. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The project as a whole. */
    public static final Subject PROJECT = new Subject(Kind.PROJECT, "project");

    public static Subject of(Entity entity) {
        return new Subject(Kind.ENTITY, entity.name());
    }

    /**
     * @param owner the entity or the junction
     */
    public static Subject of(String owner, Attribute attribute) {
        return new Subject(Kind.ATTRIBUTE, owner + "." + attribute.name());
    }

    public static Subject of(Relationship relationship) {
        return new Subject(
                Kind.RELATIONSHIP,
                relationship.kind() == Relationship.Kind.MANY_TO_MANY
                        ? relationship.junctionName()
                        : relationship.to() + "." + relationship.roleName());
    }

    public static Subject of(AccessPattern pattern) {
        return new Subject(Kind.ACCESS_PATTERN, pattern.name());
    }

    public static Subject of(ConsistencyRule rule) {
        return new Subject(Kind.RULE, rule.name());
    }

    /** {@code entity 'order'}. */
    public String words() {
        return kind == Kind.PROJECT ? "the project" : kind.words() + " '" + name + "'";
    }

    @Override
    public int compareTo(Subject other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind.words() + " " + name;
    }
}
