package dev.pgwright.design.decide;

import dev.pgwright.design.decide.TablePlan.Planned;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes indexes away again that are not worth what writers pay for them, now that the others are there. */
final class IndexPruning {
    private final Mapping mapping;
    private final Selectivity selectivity;
    private final List<Demand> demands;

    IndexPruning(Mapping mapping, Selectivity selectivity, List<Demand> demands) {
        this.mapping = mapping;
        this.selectivity = selectivity;
        this.demands = List.copyOf(demands);
    }

    /** Removes what the others have made superfluous, the least useful first. */
    void prune(TablePlan plan) {
        while (true) {
            Optional<Planned> superfluous = plan.planned.stream()
                    .filter(index -> !isWorth(plan, index))
                    .min(Comparator.comparingDouble(index -> saved(plan, index)));
            if (superfluous.isEmpty()) {
                return;
            }
            Planned index = superfluous.get();
            if (index.mandatory()) {
                index.need = IndexNeed.equality(index.obligations.get(0).columns());
                index.reason = null;
            } else {
                plan.planned.remove(index);
            }
        }
    }

    /** Row visits a second that an index saves. */
    private double saved(TablePlan plan, Planned index) {
        return demands(plan)
                .mapToDouble(demand -> (plan.best(demand, index) - plan.best(demand))
                        * demand.load().perSecond())
                .sum();
    }

    private Stream<Demand> demands(TablePlan plan) {
        return demands.stream().filter(demand -> demand.table().name().equals(plan.table.name));
    }

    private boolean isWorth(TablePlan plan, Planned index) {
        if (index.reason == null) {
            return true;
        }
        IndexNeed kept = index.need;
        double writes;
        if (index.mandatory()) {
            IndexNeed narrow = IndexNeed.equality(index.obligations.get(0).columns());
            if (kept.elements().equals(narrow.elements()) && kept.include().isEmpty()) {
                return true;
            }
            writes = WriteCost.widening(mapping, selectivity, plan.entityTable, kept, plan.others(index));
            List<Double> wide = demands(plan).map(plan::bestOfAnyRange).toList();
            index.need = narrow;
            List<Demand> here = demands(plan).toList();
            boolean worth =
                    isWorth(here, wide, here.stream().map(plan::bestOfAnyRange).toList(), false, writes);
            index.need = kept;
            return worth;
        }
        writes = WriteCost.perSecond(mapping, selectivity, plan.entityTable, kept, plan.others(index));
        List<Demand> here = demands(plan).toList();
        return isWorth(
                here,
                here.stream().map(plan::best).toList(),
                here.stream().map(demand -> plan.best(demand, index)).toList(),
                true,
                writes);
    }

    private static boolean isWorth(
            List<Demand> demands, List<Double> with, List<Double> without, boolean separate, double writes) {
        double saved = 0;
        for (int i = 0; i < demands.size(); i++) {
            Demand.Load load = demands.get(i).load();
            IndexWorthDecision.Leaf leaf = IndexWorthDecision.leaf(
                    without.get(i),
                    with.get(i),
                    load.perSecond(),
                    load.latencyMillis(),
                    AccessCost.wholeTable(demands.get(i)),
                    separate,
                    writes);
            if (leaf == IndexWorthDecision.Leaf.TARGET) {
                return true;
            }
            saved += leaf == IndexWorthDecision.Leaf.PAYS || leaf == IndexWorthDecision.Leaf.WRITES_OUTWEIGH
                    ? (without.get(i) - with.get(i)) * load.perSecond()
                    : 0;
        }
        return saved > writes;
    }
}
