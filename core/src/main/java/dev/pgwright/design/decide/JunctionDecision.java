package dev.pgwright.design.decide;

import dev.pgwright.data.ExpressionColumns;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.source.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What tells the rows apart that say which two belong together: the pair, or an id of their own. */
final class JunctionDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** A pair belongs together once. */
        PAIR_IS_KEY,
        /** The same two belong together again and again. */
        OWN_ID_REPEATS,
        /** The pair is a thing of its own, an entity, with facts or relationships. */
        OWN_ID_ENTITY,
        /** An entity of so many rows that an id which nothing reads costs more than it may be worth one day. */
        PAIR_IS_KEY_OF_MANY
    }

    /** From so many rows on, an id with its index takes some 5 GB, and as much of the cache and the WAL. */
    private static final long MANY = 100_000_000;

    private static final String ID = "id";

    private JunctionDecision() {}

    static Leaf leaf(Relationship manyToMany) {
        return manyToMany.repeats() ? Leaf.OWN_ID_REPEATS : Leaf.PAIR_IS_KEY;
    }

    /** For an entity whose rows are pairs: two required references that a rule makes unique together. */
    static Optional<Leaf> leaf(Requirements requirements, Entity entity) {
        return pairRule(requirements, entity)
                .map(rule -> isIdDear(entity) && !isIdRead(requirements, entity)
                        ? Leaf.PAIR_IS_KEY_OF_MANY
                        : Leaf.OWN_ID_ENTITY);
    }

    /** The rule whose pair is the primary key of an entity's table, which has no id then. */
    static Optional<ConsistencyRule.UniqueTogether> keyRule(Requirements requirements, Entity entity) {
        return leaf(requirements, entity)
                .filter(leaf -> leaf == Leaf.PAIR_IS_KEY_OF_MANY)
                .flatMap(leaf -> pairRule(requirements, entity));
    }

    private static Optional<ConsistencyRule.UniqueTogether> pairRule(Requirements requirements, Entity entity) {
        Set<String> roles = new HashSet<>();
        requirements.relationships().stream()
                .filter(relationship -> relationship.kind() == Relationship.Kind.ONE_TO_MANY
                        && relationship.to().equals(entity.name())
                        && relationship.required())
                .forEach(relationship -> roles.add(relationship.roleName()));
        return requirements.allRules().stream()
                .filter(ConsistencyRule.UniqueTogether.class::isInstance)
                .map(ConsistencyRule.UniqueTogether.class::cast)
                .filter(unique -> unique.entity().equals(entity.name())
                        && unique.paths().size() == 2
                        && roles.containsAll(unique.paths()))
                .findFirst();
    }

    private static boolean isIdDear(Entity entity) {
        return entity.volume() != null && entity.volume().rowsAfter(SchemaDesigner.HORIZON_DAYS) >= MANY;
    }

    /** Whether rows are known by their id: to rows of others, to another service, to a history, or to a query. */
    private static boolean isIdRead(Requirements requirements, Entity entity) {
        return entity.identity() != Entity.IdentityScope.LOCAL
                || entity.naturalKey().isPresent()
                || entity.isA() != null
                || entity.audit() != null
                || requirements.relationships().stream()
                        .anyMatch(relationship -> relationship.from().equals(entity.name())
                                || (relationship.kind() == Relationship.Kind.MANY_TO_MANY
                                        && relationship.to().equals(entity.name())))
                || requirements.accessPatterns().stream().anyMatch(pattern -> readsId(pattern, entity.name()))
                || requirements.allRules().stream()
                        .anyMatch(rule -> rule instanceof ConsistencyRule.Check check
                                && check.entity().equals(entity.name())
                                && ExpressionColumns.of(check.expression()).contains(ID))
                || entity.attributes().stream()
                        .map(Attribute::expression)
                        .anyMatch(derived -> derived != null
                                && ExpressionColumns.of(derived.sql()).contains(ID));
    }

    /** A query in SQL may read any id. */
    private static boolean readsId(AccessPattern pattern, String entity) {
        return pattern.sql() != null
                || paths(pattern)
                        .anyMatch(path -> path.equals(ID)
                                ? pattern.entity().equals(entity)
                                : path.equals(entity + "." + ID) || path.endsWith("." + entity + "." + ID))
                || pattern.includes().stream()
                        .anyMatch(include -> include.entity().equals(entity)
                                && include.returns().contains(ID));
    }

    private static Stream<String> paths(AccessPattern pattern) {
        return Stream.of(
                        pattern.returns().stream(),
                        pattern.filters().stream().map(AccessPattern.Filter::path),
                        pattern.sort().stream().map(AccessPattern.Sort::path),
                        pattern.groupBy().stream(),
                        pattern.measures().stream()
                                .map(AccessPattern.Measure::path)
                                .filter(Objects::nonNull))
                .flatMap(paths -> paths);
    }

    static Decision decision(Leaf leaf, String table, Place place) {
        Alternative ownId = new Alternative(
                "an id of its own and a unique key of the pair",
                "something else can refer to the pair by one column",
                "a second index and 8 bytes more a row");
        Alternative pair = new Alternative(
                "the pair as the primary key",
                "no id, one index less",
                "whatever refers to the pair carries both of its columns");
        return switch (leaf) {
            case PAIR_IS_KEY ->
                new Decision(
                        "Junction tables",
                        table,
                        "the pair is the primary key",
                        "a pair belongs together once; the key says so and serves the look-up from one side",
                        place,
                        List.of(ownId),
                        "other tables need to refer to the pair: then make it an entity");
            case OWN_ID_REPEATS ->
                new Decision(
                        "Junction tables",
                        table,
                        "an id of its own; the pair may come again",
                        "the same two belong together more than once (repeats)",
                        place,
                        List.of(new Alternative(
                                "the pair and its start as the primary key",
                                "no id, and no two rows of one pair with the same start",
                                "a key of three columns; the start can no longer be corrected cheaply")),
                        "a pair turns out to belong together only once");
            case PAIR_IS_KEY_OF_MANY ->
                new Decision(
                        "Junction tables",
                        table,
                        "the pair is the primary key",
                        "nothing refers to a row or asks for one by an id, and for so many rows an id and its index are dear",
                        place,
                        List.of(ownId),
                        "other tables need to refer to its rows: then an id is added, in a migration that rewrites the table");
            case OWN_ID_ENTITY ->
                new Decision(
                        "Junction tables",
                        table,
                        "an id of its own; the pair is a unique key",
                        "the pair is an entity of its own: it has facts, changes, and may be referred to",
                        place,
                        List.of(pair),
                        "it keeps having neither facts nor references: then a relationship of kind N:M is enough");
        };
    }
}
