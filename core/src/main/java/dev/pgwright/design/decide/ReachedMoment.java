package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Moments that a row reaches some time after it came, such as when it was read: the row comes without one and gets it by an
 * update, whether somebody says so or not. Known by access patterns that ask whether it is there.
 */
public final class ReachedMoment {
    private static final Set<BusinessType> MOMENTS = EnumSet.of(BusinessType.TIMESTAMP, BusinessType.DATE);
    private static final Set<Operator> PRESENCE = EnumSet.of(Operator.IS_SET, Operator.IS_NOT_SET);

    private ReachedMoment() {}

    static boolean is(Requirements requirements, Entity entity, Attribute attribute) {
        return MOMENTS.contains(attribute.type())
                && !attribute.required()
                && attribute.derived() == null
                && attribute.changes() != Entity.Changes.NEVER
                && requirements.accessPatterns().stream()
                        .filter(pattern -> pattern.entity().equals(entity.name()))
                        .flatMap(pattern -> pattern.filters().stream())
                        .anyMatch(filter ->
                                filter.path().equals(attribute.name()) && PRESENCE.contains(filter.operator()));
    }

    /** Those of an entity that no access pattern writes, as far as can be seen: what SQL writes is not looked into. */
    public static List<Attribute> unwritten(Requirements requirements, Entity entity) {
        List<AccessPattern> updates = requirements.accessPatterns().stream()
                .filter(pattern ->
                        pattern.kind() == Kind.UPDATE && pattern.entity().equals(entity.name()))
                .toList();
        boolean bySql = updates.stream().anyMatch(pattern -> pattern.sql() != null);
        return entity.attributes().stream()
                .filter(attribute -> !bySql && is(requirements, entity, attribute))
                .filter(attribute ->
                        updates.stream().noneMatch(update -> update.sets().contains(attribute.name())))
                .toList();
    }
}
