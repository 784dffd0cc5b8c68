package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Relationship;
import java.util.ArrayList;
import java.util.List;

/** How it is kept that a row has so many others. */
final class CardinalityDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** Nothing is said: none or any number. */
        FREE,
        /** A least number: looked at when the transaction ends, since the first of them comes after the row itself. */
        DEFERRED_LEAST,
        /** A greatest number: looked at on every new one. */
        IMMEDIATE_MOST,
        /** Both. */
        BOTH
    }

    private CardinalityDecision() {}

    static Leaf leaf(Relationship relationship) {
        if (relationship.least() == 0) {
            return relationship.most() == null ? Leaf.FREE : Leaf.IMMEDIATE_MOST;
        }
        return relationship.most() == null ? Leaf.DEFERRED_LEAST : Leaf.BOTH;
    }

    static Decision decision(Relationship relationship, String table) {
        Leaf leaf = leaf(relationship);
        List<String> parts = new ArrayList<>();
        if (leaf == Leaf.DEFERRED_LEAST || leaf == Leaf.BOTH) {
            parts.add(
                    "at least " + relationship.least() + " by constraint triggers, checked when the transaction ends");
        }
        if (leaf == Leaf.IMMEDIATE_MOST || leaf == Leaf.BOTH) {
            parts.add("at most " + relationship.most() + " by a trigger, checked at every new one");
        }
        String one = relationship.roleName().replace('_', ' ');
        return new Decision(
                "Cardinality",
                table,
                String.join("; ", parts) + "; the row of the one side is locked before its others are counted",
                "the requirements say how many rows of " + relationship.to().replace('_', ' ') + " each " + one
                        + " has, and two sessions that count at the same time would both count too few or too many",
                relationship.place(),
                List.of(
                        new Alternative(
                                "numbered places: a position from 1 to the most with a unique key",
                                "no trigger and no lock",
                                "the application must find a free number, and a least number is not kept"),
                        new Alternative(
                                "a counter in the row of the one side with a CHECK",
                                "nothing is counted",
                                "the same lock, a new version of that row at every change, and a counter to keep in step"),
                        new Alternative(
                                "check in the application",
                                "no trigger",
                                "two requests at the same time both find the number right")),
                "many sessions add to one " + one + " at once and wait for its lock; under REPEATABLE READ use"
                        + " SERIALIZABLE, since the count is of what the transaction saw first");
    }
}
