package dev.pgwright.design.decide;

import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.design.model.Assumption;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import java.util.List;
import java.util.Optional;

/** What a foreign key does when the row it points to is deleted. */
final class OnDeleteDecision {
    private OnDeleteDecision() {}

    static ReferentialAction action(Relationship relationship) {
        OnDelete stated = relationship.onDelete();
        if (stated != null) {
            return switch (stated) {
                case RESTRICT -> ReferentialAction.RESTRICT;
                case CASCADE -> ReferentialAction.CASCADE;
                case UNSET -> ReferentialAction.SET_NULL;
            };
        }
        boolean barePair = relationship.kind() == Relationship.Kind.MANY_TO_MANY
                && relationship.attributes().isEmpty();
        return relationship.owned() || barePair ? ReferentialAction.CASCADE : ReferentialAction.RESTRICT;
    }

    static Decision decision(Relationship relationship, String constraint, ReferentialAction action) {
        Alternative restrict = new Alternative(
                "RESTRICT", "nothing is ever lost by accident", "the application must clear the rows first");
        Alternative cascade = new Alternative(
                "CASCADE",
                "one statement removes the whole",
                "one statement removes the whole: long locks on large parts");
        Alternative setNull = new Alternative(
                "SET NULL", "the row survives", "the connection is lost for good; the column must be nullable");
        return switch (action) {
            case CASCADE ->
                new Decision(
                        "ON DELETE",
                        constraint,
                        "CASCADE",
                        relationship.onDelete() != null
                                ? "the requirements say so (on_delete: cascade)"
                                : relationship.owned()
                                        ? "its rows are parts of the whole and live no longer than it (owned)"
                                        : "a row only says that a pair belongs together",
                        relationship.place(),
                        List.of(restrict, setNull),
                        "a whole gets so many parts that deleting it takes longer than a request may: then delete in batches");
            case SET_NULL ->
                new Decision(
                        "ON DELETE",
                        constraint,
                        "SET NULL",
                        "the row stays and forgets what it pointed to (on_delete: unset)",
                        relationship.place(),
                        List.of(restrict, cascade),
                        "reports need the lost connection: then mark rows as deleted instead");
            case RESTRICT, NO_ACTION, SET_DEFAULT ->
                new Decision(
                        "ON DELETE",
                        constraint,
                        "RESTRICT",
                        relationship.onDelete() != null
                                ? "the requirements say so (on_delete: restrict)"
                                : "nothing is said of deletion, and refusing it loses nothing",
                        relationship.place(),
                        List.of(cascade, setNull),
                        "deleting the parent becomes an everyday act");
        };
    }

    /** What to ask where the requirements do not say. */
    static Optional<Assumption> assumption(Relationship relationship) {
        boolean settled = action(relationship) != ReferentialAction.RESTRICT || relationship.onDelete() != null;
        if (settled) {
            return Optional.empty();
        }
        return Optional.of(new Assumption(
                relationship.from() + " to " + relationship.to(),
                relationship.kind() == Relationship.Kind.MANY_TO_MANY
                        ? "What becomes of the pair when its " + words(relationship.roleName()) + " or its "
                                + words(relationship.to()) + " is deleted?"
                        : "What becomes of " + words(relationship.to()) + " when its " + words(relationship.roleName())
                                + " is deleted?",
                "The deletion is refused.",
                "ON DELETE of one foreign key"));
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
