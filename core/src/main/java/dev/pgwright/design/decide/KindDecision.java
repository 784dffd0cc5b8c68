package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Kinds;
import java.util.List;

/** How the kinds of an entity are kept: the reasons of {@link Kinds}. */
final class KindDecision {
    private KindDecision() {}

    /** Of an entity with kinds, one decision for each; empty for others. */
    static List<Decision> decisions(Mapping mapping, Entity entity, String table) {
        return mapping.requirements().kinds().stream()
                .filter(kinds -> kinds.parent().equals(entity.name()))
                .flatMap(kinds -> kinds.leaves().entrySet().stream()
                        .map(entry -> decision(entity, table, kinds, entry.getKey(), entry.getValue())))
                .toList();
    }

    private static Decision decision(Entity entity, String table, Kinds kinds, String kind, Kinds.Leaf leaf) {
        Alternative single = new Alternative(
                "nullable columns of " + table,
                "one table, no join",
                "its facts are empty in every other row, and each needs a check that ties it to its kind");
        Alternative joined = new Alternative(
                "a table of its own with the same key",
                "its facts are required where they must be, without checks",
                "a join, and two INSERTs for one row");
        Alternative separate = new Alternative(
                "a table of its own that repeats the columns of " + table,
                "no join",
                "nothing can refer to all kinds, and a key may come twice");
        String because = switch (leaf) {
            case SINGLE_TABLE -> "it has few facts of its own, and nothing else is said of it";
            case JOINED_SPOKEN_OF -> "relationships, access patterns or rules are about it alone";
            case JOINED_MANY_FACTS -> "it has many facts of its own";
            case JOINED_DEFAULTS -> "a fact of its own has a default, which would be there in every row";
            case JOINED_SAME_NAMES -> "another kind has facts of the same names, which mean something else";
        };
        return new Decision(
                "Generalisation",
                table + " (" + kind + ")",
                leaf.joined()
                        ? "a table of its own that shares the key; (key, " + kinds.attribute()
                                + ") refers to its entity, so that no row is of two kinds"
                        : "nullable columns, tied to " + kinds.attribute() + " by checks",
                because,
                entity.place(),
                List.of(leaf.joined() ? single : joined, separate),
                leaf.joined()
                        ? "its facts are few and every query joins them: then columns of the entity"
                        : "it gets relationships or many more facts: then a table of its own");
    }
}
