package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether a query can meet its latency target by any index, with the rows of other tables that it looks up before it can
 * sort or leave out.
 */
final class LatencyDecision {
    private static final String TOPIC = "Latency targets";

    /** Where the tree ends. */
    enum Leaf {
        NO_TARGET,
        WITHIN,
        /** So many rows match that visiting them takes longer. */
        OUT_OF_REACH
    }

    private LatencyDecision() {}

    /**
     * @param visits row visits of one call on the cheapest way, for somebody with the average
     */
    static Leaf leaf(Demand demand, double visits) {
        Double target = demand.load().latencyMillis();
        if (target == null) {
            return Leaf.NO_TARGET;
        }
        return all(demand, visits) * IndexWorthDecision.MILLIS <= target ? Leaf.WITHIN : Leaf.OUT_OF_REACH;
    }

    /** Row visits with those in other tables. */
    static double all(Demand demand, double visits) {
        return visits + demand.lookedUp() * AccessCost.ONE_ROW;
    }

    /** Of a target that is out of reach. */
    static Decision decision(Demand demand, double visits) {
        double target = Objects.requireNonNull(demand.load().latencyMillis());
        List<Alternative> alternatives = new ArrayList<>();
        alternatives.add(new Alternative(
                "a narrower question: a span of time, or one more value that is known",
                "an index leaves only those rows",
                "callers have to know more"));
        if (demand.search() != null && demand.search().leaf() == IndexTypeDecision.Leaf.BTREE_PREFIX) {
            alternatives.add(new Alternative(
                    "a longer beginning: nothing is looked up before some letters are typed",
                    "each letter leaves a part of the rows",
                    "no answer to the first letters"));
        }
        if (demand.search() != null && demand.search().leaf().method().equals("gin")) {
            alternatives.add(new Alternative(
                    "a search engine beside the database",
                    "it ranks without a visit to every row that matches",
                    "a second store, which lags and has to be kept in step"));
        }
        if (demand.load().aggregate()) {
            alternatives.add(new Alternative(
                    "numbers that are kept and may be some minutes old (freshness)",
                    "a call reads them, not the rows",
                    "they are as old as their last refresh"));
        }
        double found = demand.lookedUp();
        String lookedUp = found == 0
                ? ""
                : " and looks up about " + Numbers.about(found) + " rows of other tables by their key, with "
                        + Numbers.about(AccessCost.ONE_ROW) + " visits each";
        return new Decision(
                TOPIC,
                demand.query(),
                "no index brings it below " + Numbers.about(target) + " ms",
                "on the cheapest way a call visits about " + Numbers.about(visits) + " rows of "
                        + demand.table().name() + lookedUp
                        + ", and a visit takes about " + IndexWorthDecision.MILLIS
                        + " ms where most pages are in memory",
                demand.place(),
                alternatives,
                "it is known that fewer rows match (distinct, shares, present), or another target will do");
    }
}
