package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.source.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tells the rows apart that say which two belong together: the pair, or an id of their own. */
final class JunctionDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** A pair belongs together once. */
        PAIR_IS_KEY,
        /** The same two belong together again and again. */
        OWN_ID_REPEATS,
        /** The pair is a thing of its own, an entity, with facts or relationships. */
        OWN_ID_ENTITY
    }

    private JunctionDecision() {}

    static Leaf leaf(Relationship manyToMany) {
        return manyToMany.repeats() ? Leaf.OWN_ID_REPEATS : Leaf.PAIR_IS_KEY;
    }

    /** For an entity whose rows are pairs: two required references that a rule makes unique together. */
    static Optional<Leaf> leaf(Requirements requirements, Entity entity) {
        Set<String> roles = new HashSet<>();
        requirements.relationships().stream()
                .filter(relationship -> relationship.kind() == Relationship.Kind.ONE_TO_MANY
                        && relationship.to().equals(entity.name())
                        && relationship.required())
                .forEach(relationship -> roles.add(relationship.roleName()));
        boolean pair = requirements.allRules().stream()
                .anyMatch(rule -> rule instanceof ConsistencyRule.UniqueTogether unique
                        && unique.entity().equals(entity.name())
                        && unique.paths().size() == 2
                        && roles.containsAll(unique.paths()));
        return pair ? Optional.of(Leaf.OWN_ID_ENTITY) : Optional.empty();
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
