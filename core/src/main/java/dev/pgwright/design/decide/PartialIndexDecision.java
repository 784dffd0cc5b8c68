package dev.pgwright.design.decide;

import dev.pgwright.design.decide.Demand.Constant;
import java.util.List;

/** Whether the conditions that are the same in every call make the index a partial one. */
final class PartialIndexDecision {
    /** An index of more rows than this is hardly smaller, and no other query can use it. */
    private static final double MINORITY = 1d / 3;

    /** Beside a condition that leaves few rows another one that halves them costs nothing. */
    private static final double NOT_MOST = 0.6;

    /** Where the tree ends. */
    enum Leaf {
        NO_CONSTANT,
        /** The conditions leave most rows: the few others are passed over. */
        MAJORITY,
        /** They would leave few, but an index that is there anyway, of all rows, does with a wider key. */
        WIDENS,
        PARTIAL
    }

    private PartialIndexDecision() {}

    static Leaf leaf(List<Constant> constants) {
        if (constants.isEmpty()) {
            return Leaf.NO_CONSTANT;
        }
        return constants.stream().anyMatch(PartialIndexDecision::isMinority) ? Leaf.PARTIAL : Leaf.MAJORITY;
    }

    /** The conditions that the predicate takes: all but those that hold for most rows, if one leaves clearly fewer. */
    static List<Constant> predicate(List<Constant> constants) {
        return leaf(constants) == Leaf.PARTIAL
                ? constants.stream()
                        .filter(constant -> constant.fraction() <= NOT_MOST)
                        .toList()
                : List.of();
    }

    private static boolean isMinority(Constant constant) {
        // a share is stated in whole per cent: a third is 34 % to whoever rounds up
        return constant.fraction() <= MINORITY + 0.01;
    }
}
