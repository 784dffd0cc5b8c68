package dev.pgwright.design.prove;

import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.explain.PlanNode;
import dev.pgwright.twin.TableStatistics;
import dev.pgwright.twin.TwinStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a plan: does it get at its rows as was meant, and does it read or sort more than its target allows?
 *
 * <p>A table of less than {@link #SMALL_PAGES} pages may be read whole: it stays in memory, and the planner is right to.
 */
final class PlanAudit {
    /** 8 MB. */
    static final long SMALL_PAGES = 1_000;

    private static final double LARGE_SORT = 10_000;
    private static final double CUT = 0.2;
    /** Reading a page with its rows in memory; what takes a part of the target only is no big table for it. */
    private static final double MILLIS_A_PAGE = 0.02;

    /** PostgreSQL's default, in which the twin plans. */
    private static final double RANDOM_PAGE_COST = 4;

    private static final double SHARE_OF_TARGET = 0.5;

    private final Map<String, Long> pages = new HashMap<>();
    private final UnaryOperator<String> rootOf;
    private final Set<String> otherThanBtree;

    /**
     * @param rootOf the partitioned table or index that a partition's belongs to
     * @param otherThanBtree names of indexes that give rows in no order
     */
    PlanAudit(TwinStatistics statistics, UnaryOperator<String> rootOf, Set<String> otherThanBtree) {
        for (TableStatistics table : statistics.tables()) {
            pages.put(table.table().name(), table.pages());
        }
        this.rootOf = rootOf;
        this.otherThanBtree = otherThanBtree;
    }

    /** The accesses that were meant and that the plan does not have. */
    List<IntendedAccess> missed(PlanNode plan, List<IntendedAccess> accesses, PlanSubject.Target target) {
        Set<String> used = indexes(plan);
        return accesses.stream()
                .filter(access -> access.means() != Means.WHOLE_TABLE)
                .filter(access -> access.anyOf().stream().noneMatch(used::contains))
                .filter(access -> !readsNothingLarge(plan, access.table().name()))
                .filter(access -> access.step() == Step.FILTER || target.latencyMillis() != null)
                .toList();
    }

    /** What the plan reads or sorts beyond what its target allows, in words. */
    List<String> excesses(PlanNode plan, List<IntendedAccess> accesses, PlanSubject.Target target) {
        List<String> faults = new ArrayList<>();
        if (target.latencyMillis() != null) {
            walk(plan, target.latencyMillis(), faults);
        }
        boolean ordered =
                accesses.stream().flatMap(access -> access.anyOf().stream()).noneMatch(otherThanBtree::contains);
        if (target.page() && ordered) {
            plan.all().stream()
                    .filter(node -> node.type().equals("Sort"))
                    .filter(node -> node.children().get(0).rows() > LARGE_SORT)
                    .forEach(node -> faults.add(String.format(
                            Locale.ROOT,
                            "%,.0f rows are sorted by %s",
                            node.children().get(0).rows(),
                            String.join(", ", node.sortKeys()))));
        }
        return faults;
    }

    /**
     * Why the plan cannot keep the target, by what PostgreSQL expects of its pages and rows: the cost of a page read at
     * random, which is what a row visit is.
     */
    Optional<String> slow(PlanNode plan, PlanSubject.Target target) {
        double millis = plan.wholeCost() * MILLIS_A_PAGE / RANDOM_PAGE_COST;
        Double latency = target.latencyMillis();
        return latency == null || millis <= latency
                ? Optional.empty()
                : Optional.of("a cost of " + PlanText.cost(plan.wholeCost()) + " is about " + Numbers.about(millis)
                        + " ms where most pages are in memory, and the target is " + Numbers.about(latency) + " ms");
    }

    /** The indexes that the plan reads; of partitions the partitioned ones that they belong to. */
    Set<String> indexes(PlanNode plan) {
        return plan.all().stream()
                .map(PlanNode::index)
                .flatMap(Stream::ofNullable)
                .map(rootOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** True too if the arguments rule out every partition. */
    private boolean readsNothingLarge(PlanNode plan, String table) {
        return plan.all().stream()
                .map(PlanNode::relation)
                .flatMap(Stream::ofNullable)
                .map(PlanNode.Relation::name)
                .filter(name -> name.equals(table) || rootOf.apply(name).equals(table))
                .noneMatch(this::isLarge);
    }

    private boolean isLarge(String relation) {
        return pages.getOrDefault(relation, 0L) >= SMALL_PAGES;
    }

    /**
     * Tables that are read whole. A node that costs more than the whole plan is not run to its end: a limit or a merge
     * with fewer rows stops it.
     */
    private void walk(PlanNode plan, double latencyMillis, List<String> faults) {
        double bearable = Math.max(SMALL_PAGES, latencyMillis * SHARE_OF_TARGET / MILLIS_A_PAGE);
        for (PlanNode node : plan.all()) {
            String relation = node.relation() == null ? "" : node.relation().name();
            boolean stopped = plan.wholeCost() < CUT * node.totalCost();
            boolean searched = node.condition("Index Cond").isPresent()
                    || node.condition("Order By").isPresent();
            if (pages.getOrDefault(relation, 0L) < bearable || stopped) {
                continue;
            }
            if (node.type().equals("Seq Scan")) {
                faults.add(relation + " is read whole");
            } else if (node.type().startsWith("Index") && !searched) {
                faults.add(relation + " is read whole by " + node.index());
            }
        }
    }
}
