package dev.pgwright.design.decide;

import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import java.util.List;

/** What a foreign key does when the row it points to is deleted. */
public final class OnDeleteDecision {
    /** Where the tree ends. */
    enum Leaf {
        STATED_RESTRICT(ReferentialAction.RESTRICT, "the requirements say so (on_delete: restrict)"),
        STATED_CASCADE(ReferentialAction.CASCADE, "the requirements say so (on_delete: cascade)"),
        STATED_UNSET(ReferentialAction.SET_NULL, "the row stays and forgets what it pointed to (on_delete: unset)"),
        OWNED(ReferentialAction.CASCADE, "its rows are parts of the whole and live no longer than it (owned)"),
        BARE_PAIR(ReferentialAction.CASCADE, "a row only says that a pair belongs together"),
        NOT_SAID(ReferentialAction.RESTRICT, "nothing is said of deletion, and refusing it loses nothing");

        private final ReferentialAction action;
        private final String because;

        Leaf(ReferentialAction action, String because) {
            this.action = action;
            this.because = because;
        }
    }

    private OnDeleteDecision() {}

    static Leaf leaf(Relationship relationship) {
        OnDelete stated = relationship.onDelete();
        if (stated != null) {
            return switch (stated) {
                case RESTRICT -> Leaf.STATED_RESTRICT;
                case CASCADE -> Leaf.STATED_CASCADE;
                case UNSET -> Leaf.STATED_UNSET;
            };
        }
        if (relationship.owned()) {
            return Leaf.OWNED;
        }
        boolean pair = relationship.kind() == Relationship.Kind.MANY_TO_MANY;
        return pair && relationship.attributes().isEmpty() ? Leaf.BARE_PAIR : Leaf.NOT_SAID;
    }

    /** What the foreign keys of a relationship do. */
    public static ReferentialAction action(Relationship relationship) {
        return leaf(relationship).action;
    }

    static Decision decision(Relationship relationship, String constraint, ReferentialAction action) {
        Alternative restrict = new Alternative(
                "RESTRICT", "nothing is ever lost by accident", "the application must clear the rows first");
        Alternative cascade = new Alternative(
                "CASCADE",
                "one statement removes the whole",
                "it locks and logs all parts at once, and a deletion by mistake takes them along");
        Alternative setNull = new Alternative(
                "SET NULL", "the row survives", "the connection is lost for good; the column must be nullable");
        return switch (action) {
            case CASCADE ->
                new Decision(
                        "ON DELETE",
                        constraint,
                        "CASCADE",
                        leaf(relationship).because,
                        relationship.place(),
                        List.of(restrict, setNull),
                        "a whole gets so many parts that deleting it takes longer than a request may: then delete in batches");
            case SET_NULL ->
                new Decision(
                        "ON DELETE",
                        constraint,
                        "SET NULL",
                        leaf(relationship).because,
                        relationship.place(),
                        List.of(restrict, cascade),
                        "reports need the lost connection: then mark rows as deleted instead");
            case RESTRICT, NO_ACTION, SET_DEFAULT ->
                new Decision(
                        "ON DELETE",
                        constraint,
                        "RESTRICT",
                        leaf(relationship).because,
                        relationship.place(),
                        List.of(cascade, setNull),
                        "deleting the parent becomes an everyday act");
        };
    }
}
