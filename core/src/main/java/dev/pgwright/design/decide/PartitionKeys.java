package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** By what a table could be divided: what its keys, its references and its queries allow. */
final class PartitionKeys {
    private static final Set<Operator> SPANS =
            Set.of(Operator.EQUALS, Operator.RANGE, Operator.AT_LEAST, Operator.AFTER, Operator.LAST_DAYS);
    private static final Set<AccessPattern.Kind> FINDING = Set.of(
            AccessPattern.Kind.GET,
            AccessPattern.Kind.LIST,
            AccessPattern.Kind.AGGREGATE,
            AccessPattern.Kind.UPDATE,
            AccessPattern.Kind.DELETE);

    private final Requirements requirements;
    private final Entity entity;

    PartitionKeys(Requirements requirements, Entity entity) {
        this.requirements = requirements;
        this.entity = entity;
    }

    /** Whether rows of other tables name rows of this one. */
    boolean isReferenced() {
        return requirements.relationships().stream()
                .anyMatch(relationship -> relationship.from().equals(entity.name())
                        || (relationship.kind() == Relationship.Kind.MANY_TO_MANY
                                && relationship.to().equals(entity.name())));
    }

    /** Whether rows belong to a tenant, whose column is in every key, reference and query anyway. */
    boolean ofTenant() {
        return requirements.tenancy() != null
                && !entity.shared()
                && !requirements.tenancy().entity().equals(entity.name());
    }

    /** Whether all keys beside the primary one contain an attribute or role. PostgreSQL 14 to 16 exclude no overlaps
     * across partitions, whatever their columns (documentation, 5.12.2.3). */
    boolean everyKeyHas(String path) {
        boolean attributes = entity.attributes().stream()
                .filter(Attribute::unique)
                .allMatch(attribute -> attribute.name().equals(path));
        boolean oneToOne = requirements.relationships().stream()
                .filter(relationship -> relationship.kind() == Relationship.Kind.ONE_TO_ONE
                        && relationship.to().equals(entity.name()))
                .allMatch(relationship -> relationship.roleName().equals(path));
        boolean rules = requirements.allRules().stream()
                .filter(rule -> rule.entity().equals(entity.name()))
                .allMatch(rule -> rule instanceof ConsistencyRule.UniqueTogether unique
                        ? unique.paths().contains(path)
                        : !(rule instanceof ConsistencyRule.NoOverlap));
        return attributes && oneToOne && rules;
    }

    /** A date or timestamp that every query narrows to a span, if there is one. */
    Optional<String> momentOfEveryQuery() {
        if (isIncluded()) {
            return Optional.empty();
        }
        Stream<String> moments = Stream.concat(
                entity.attributes().stream()
                        .filter(attribute -> attribute.required()
                                && (attribute.type() == BusinessType.TIMESTAMP
                                        || attribute.type() == BusinessType.DATE))
                        .map(Attribute::name),
                Stream.of("created_at"));
        return moments.filter(moment -> everyQueryHas(moment, SPANS)).findFirst();
    }

    /** A role or attribute whose value every query knows, if there is one. */
    Optional<String> knownToEveryQuery() {
        Stream<String> roles = requirements.relationships().stream()
                .filter(relationship -> relationship.kind() != Relationship.Kind.MANY_TO_MANY
                        && relationship.to().equals(entity.name())
                        && relationship.required())
                .map(Relationship::roleName);
        Stream<String> attributes = entity.attributes().stream()
                .filter(attribute -> attribute.required() && attribute.type() != BusinessType.STATUS)
                .map(Attribute::name);
        return Stream.concat(roles, attributes)
                .filter(path -> everyQueryHas(path, Set.of(Operator.EQUALS)) && includesKnow(path))
                .findFirst();
    }

    private boolean everyQueryHas(String path, Set<Operator> operators) {
        List<AccessPattern> queries = requirements.accessPatterns().stream()
                .filter(pattern -> pattern.entity().equals(entity.name()) && FINDING.contains(pattern.kind()))
                .toList();
        return !queries.isEmpty()
                && queries.stream()
                        .allMatch(pattern -> pattern.sql() == null
                                && pattern.filters().stream().anyMatch(is(path, operators)));
    }

    private static Predicate<Filter> is(String path, Set<Operator> operators) {
        return filter -> filter.path().equals(path) && operators.contains(filter.operator());
    }

    private boolean isIncluded() {
        return requirements.accessPatterns().stream()
                .flatMap(pattern -> pattern.includes().stream())
                .anyMatch(include -> include.entity().equals(entity.name()));
    }

    /** A list that includes rows of this entity finds them by their role. */
    private boolean includesKnow(String path) {
        return requirements.accessPatterns().stream()
                .filter(pattern -> pattern.includes().stream()
                        .anyMatch(include -> include.entity().equals(entity.name())))
                .allMatch(pattern -> requirements.relationships().stream()
                        .anyMatch(relationship -> relationship.from().equals(pattern.entity())
                                && relationship.to().equals(entity.name())
                                && relationship.roleName().equals(path)));
    }
}
