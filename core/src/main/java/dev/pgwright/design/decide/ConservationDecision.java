package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.ConsistencyRule.Conserve;
import java.math.BigDecimal;
import java.util.List;

/**
 * How sums of a group are kept when several sessions change it at once.
 *
 * <p>Where an absent group is as good as one that adds up, every transaction that passes the check changes the sum by
 * nothing, seen against what was committed before; so do two that pass at the same time, and no lock is needed. Where an
 * absent group is not checked, two first rows could pass together, so whoever checks holds a lock and looks afterwards.
 */
final class ConservationDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** To nothing: an absent group adds up as well. */
        ADDS_TO_NOTHING,
        /** To a value of the row that the group belongs to, which is there before the group and after it. */
        ADDS_TO_PARENT,
        /** To a number, and the group belongs to a row: that row is locked. */
        LOCKS_PARENT,
        /** To a number, and there is no row to lock: an advisory lock stands for the group. */
        LOCKS_GROUP
    }

    private ConservationDecision() {}

    /**
     * @param hasParent a reference is among what the group agrees in
     */
    static Leaf leaf(Conserve rule, boolean hasParent) {
        if (rule.ofParent()) {
            return Leaf.ADDS_TO_PARENT;
        }
        if (new BigDecimal(rule.total()).signum() == 0) {
            return Leaf.ADDS_TO_NOTHING;
        }
        return hasParent ? Leaf.LOCKS_PARENT : Leaf.LOCKS_GROUP;
    }

    static Decision decision(Conserve rule, boolean hasParent, String constraint) {
        String because = rule.because() == null ? "the sum of a group must be right" : "of the rule: " + rule.because();
        return new Decision(
                "Conservation",
                constraint,
                "constraint triggers, checked when the transaction ends; "
                        + switch (leaf(rule, hasParent)) {
                            case ADDS_TO_NOTHING, ADDS_TO_PARENT ->
                                "no lock: what passes changes the sum by nothing, whoever else passes at the same time";
                            case LOCKS_PARENT ->
                                "the row that the group belongs to is locked first; of the isolation levels,"
                                        + " REPEATABLE READ would still see the group as it was: use SERIALIZABLE there";
                            case LOCKS_GROUP ->
                                "an advisory lock of the group is taken first, one for each group that a transaction"
                                        + " changes: load in batches; REPEATABLE READ would still see the group as it"
                                        + " was: use SERIALIZABLE there";
                        },
                because,
                rule.place(),
                List.of(
                        new Alternative(
                                "check in the application",
                                "no trigger",
                                "every program that writes must do it, and one that forgets is not noticed"),
                        new Alternative(
                                "write only through a function that takes the whole group",
                                "one check a group instead of one a row",
                                "nobody may have the right to write the table itself; corrections by hand go around it"),
                        new Alternative(
                                "a stored sum with a CHECK",
                                "a plain constraint",
                                "it must hold after every statement, so a group could not be written row by row; and its"
                                        + " row is locked by all who write")),
                "groups of more than some hundred rows: each changed row reads its group again, then write through a"
                        + " function");
    }
}
