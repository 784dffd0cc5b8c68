package dev.pgwright.design.questions;

import static dev.pgwright.design.questions.Facts.words;

import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.ConsistencyRule.NoOverlap;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import dev.pgwright.design.requirements.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is open about entities and the rules on them. */
final class EntityQuestions {
    private static final long LARGE = 1_000_000;
    private static final long ROWS_A_TENANT = 10;

    private static final Set<BusinessType> TELLING = Set.of(
            BusinessType.TEXT,
            BusinessType.CODE,
            BusinessType.EMAIL,
            BusinessType.PHONE,
            BusinessType.URL,
            BusinessType.FILE);
    private static final Set<String> PLACES =
            Set.of("position", "rank", "sequence", "ordinal", "number", "line", "order", "step", "level", "priority");
    private static final Set<String> PRICES =
            Set.of("price", "fee", "salary", "wage", "premium", "tariff", "rent", "rate", "limit");
    private static final Set<String> OUTSIDE =
            Set.of("external", "remote", "source", "client", "device", "provider", "legacy", "upstream", "global");

    private EntityQuestions() {}

    private static List<Raised> each(Facts facts, Predicate<Entity> open, Function<Entity, Map<String, String>> words) {
        return facts.requirements().entities().stream()
                .filter(open)
                .map(entity -> about(facts, entity, words.apply(entity)))
                .toList();
    }

    static Raised about(Facts facts, Entity entity, Map<String, String> words) {
        Map<String, String> all = new TreeMap<>(words);
        all.put("entity", words(entity.name()));
        all.put("entities", Facts.plural(entity.name()));
        return new Raised(Subject.of(entity), entity.place(), facts.rows(entity.name()), all);
    }

    private static Map<String, String> named(Entity entity) {
        return Map.of("entity", words(entity.name()));
    }

    private static boolean says(Facts facts, Entity entity, String key) {
        return facts.says(Subject.of(entity), key);
    }

    static List<Raised> volume(Facts facts) {
        return each(facts, entity -> entity.volume() == null, EntityQuestions::named);
    }

    static List<Raised> growth(Facts facts) {
        return each(
                facts,
                entity -> entity.volume() != null
                        && entity.volume().rows() >= LARGE
                        && !says(facts, entity, "volume.growth"),
                entity -> Map.of(
                        "entity",
                        words(entity.name()),
                        "rows",
                        entity.volume() == null
                                ? ""
                                : Numbers.rows(entity.volume().rows())));
    }

    static List<Raised> shared(Facts facts) {
        if (facts.requirements().tenancy() == null) {
            return List.of();
        }
        long tenants = Math.max(1, facts.rows(facts.requirements().tenancy().entity()));
        return each(
                facts,
                entity -> !facts.isTenant(entity.name())
                        && entity.isA() == null
                        && !says(facts, entity, "shared")
                        && entity.volume() != null
                        && entity.volume().growthPerDay() == 0
                        && entity.volume().rows() < ROWS_A_TENANT * tenants
                        && facts.parents(entity.name()).isEmpty(),
                EntityQuestions::named);
    }

    static List<Raised> identity(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            if (entity.identity() == IdentityScope.LOCAL && entity.isA() == null && !says(facts, entity, "identity")) {
                entity.attributes().stream()
                        .filter(attribute -> attribute.type() == BusinessType.UUID)
                        .filter(attribute -> OUTSIDE.stream()
                                        .anyMatch(word -> attribute.name().startsWith(word + "_"))
                                || Facts.isNamed(attribute.name(), Set.of("uuid", "guid")))
                        .findFirst()
                        .ifPresent(attribute -> found.add(about(
                                facts,
                                entity,
                                Map.of("entity", words(entity.name()), "attribute", "'" + attribute.name() + "'"))));
            }
        }
        return found;
    }

    private static boolean hasKey(Facts facts, Entity entity) {
        return entity.isA() != null
                || entity.attributes().stream().anyMatch(Attribute::unique)
                || !facts.rules(entity.name(), UniqueTogether.class).isEmpty()
                || !facts.rules(entity.name(), NoOverlap.class).isEmpty()
                || facts.parents(entity.name()).stream()
                        .anyMatch(parent -> parent.kind() == Relationship.Kind.ONE_TO_ONE);
    }

    /** Master data, which people enter and choose from: named, changed now and then, and referred to. */
    static List<Raised> identify(Facts facts) {
        return each(
                facts,
                entity -> !hasKey(facts, entity)
                        && entity.changes() != Changes.NEVER
                        && !facts.isOwned(entity.name())
                        && !facts.children(entity.name()).isEmpty()
                        && entity.attributes().stream().noneMatch(Attribute::sensitive)
                        && entity.attributes().stream()
                                .noneMatch(attribute -> Facts.isMoment(attribute) && attribute.required())
                        && entity.identity() == IdentityScope.LOCAL
                        && (facts.rows(entity.name()) < LARGE || !hasTelling(entity)),
                EntityQuestions::named);
    }

    private static boolean hasTelling(Entity entity) {
        return entity.attributes().stream()
                .anyMatch(attribute -> attribute.required() && TELLING.contains(attribute.type()));
    }

    static List<Raised> pair(Facts facts) {
        return each(
                facts,
                entity -> {
                    List<Relationship> parents = requiredParents(facts, entity);
                    boolean nothingElse = entity.attributes().stream()
                            .noneMatch(attribute -> attribute.required()
                                    && attribute.defaultValue() == null
                                    && (TELLING.contains(attribute.type()) || Facts.isMoment(attribute)));
                    return parents.size() == 2
                            && facts.children(entity.name()).isEmpty()
                            && nothingElse
                            && entity.attributes().stream().noneMatch(PeriodQuestions::isPeriod)
                            && !hasKey(facts, entity)
                            && PeriodQuestions.startOfPeriod(entity).isEmpty();
                },
                entity -> Map.of(
                        "entity",
                        words(entity.name()),
                        "parents",
                        requiredParents(facts, entity).stream()
                                .map(parent -> words(parent.roleName()))
                                .collect(Collectors.joining(" and "))));
    }

    static List<Relationship> requiredParents(Facts facts, Entity entity) {
        return facts.parents(entity.name()).stream()
                .filter(Relationship::required)
                .toList();
    }

    static List<Raised> position(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            boolean ordered = entity.attributes().stream()
                    .anyMatch(attribute -> Facts.isMoment(attribute)
                            || Facts.isNamed(attribute.name(), PLACES)
                            || PeriodQuestions.isPeriod(attribute));
            Optional<Relationship> owner = facts.parents(entity.name()).stream()
                    .filter(Relationship::owned)
                    .findFirst();
            Optional<AccessPattern> pattern = owner.flatMap(owned -> facts.patterns().stream()
                    .filter(candidate -> candidate.entity().equals(owned.from())
                            && candidate.includes().stream()
                                    .anyMatch(include -> include.entity().equals(entity.name())))
                    .findFirst());
            if (!ordered && owner.isPresent() && pattern.isPresent() && !hasKey(facts, entity)) {
                found.add(about(
                        facts,
                        entity,
                        Map.of(
                                "entity", words(entity.name()),
                                "parent", words(owner.get().from()),
                                "pattern", "'" + pattern.get().name() + "'")));
            }
        }
        return found;
    }

    /** What others refer to and rely on: a price that is copied nowhere, and the states of what has an amount. */
    static List<Raised> history(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            if (entity.changes() != Changes.NEVER && entity.audit() == null) {
                entity.attributes().stream()
                        .filter(attribute -> isPrice(facts, entity, attribute) || isState(entity, attribute))
                        .findFirst()
                        .ifPresent(attribute -> found.add(about(
                                facts,
                                entity,
                                Map.of("entity", words(entity.name()), "attribute", words(attribute.name())))));
            }
        }
        return found;
    }

    private static boolean isPrice(Facts facts, Entity entity, Attribute attribute) {
        boolean number = attribute.type() == BusinessType.MONEY || attribute.type() == BusinessType.PERCENTAGE;
        boolean copied = facts.children(entity.name()).stream()
                .flatMap(child -> facts.entity(child.to()).stream())
                .flatMap(child -> child.attributes().stream())
                .anyMatch(other -> other.type() == attribute.type());
        return number
                && !facts.isOwned(entity.name())
                && Facts.isNamed(attribute.name(), PRICES)
                && !facts.children(entity.name()).isEmpty()
                && !copied;
    }

    private static boolean isState(Entity entity, Attribute attribute) {
        boolean amount = entity.attributes().stream().anyMatch(other -> other.type() == BusinessType.MONEY);
        long moments = entity.attributes().stream()
                .filter(other -> other.type() == BusinessType.TIMESTAMP && !other.required())
                .count();
        return attribute.status() != null && attribute.status().transitions().size() > 1 && amount && moments == 0;
    }

    static List<Raised> retention(Facts facts) {
        return each(
                facts,
                entity -> entity.retention() == null
                        && entity.isA() == null
                        && !facts.isOwned(entity.name())
                        && entity.attributes().stream().anyMatch(Attribute::sensitive),
                EntityQuestions::named);
    }

    static List<Raised> retentionBlocked(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            Entity.Retention retention = entity.retention();
            if (retention != null) {
                facts.children(entity.name()).stream()
                        .filter(child ->
                                !child.owned() && (child.onDelete() == null || child.onDelete() == OnDelete.RESTRICT))
                        .filter(child -> keptLonger(facts, child.to(), retention.days()))
                        .findFirst()
                        .ifPresent(child -> found.add(about(
                                facts,
                                entity,
                                Map.of(
                                        "entity", words(entity.name()),
                                        "children", Facts.plural(child.to()),
                                        "days", String.valueOf(retention.days())))));
            }
        }
        return found;
    }

    private static boolean keptLonger(Facts facts, String child, int days) {
        Entity.Retention retention = facts.entity(child).map(Entity::retention).orElse(null);
        return retention == null || retention.days() > days;
    }
}
