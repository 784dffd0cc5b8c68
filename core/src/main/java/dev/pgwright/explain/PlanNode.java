package dev.pgwright.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A node of a plan (documentation, 14.1). Costs are in the planner's unit, in which reading one page in sequence costs
 * 1; rows and costs are those of one execution of the node.
 *
 * @param type for example {@code Index Scan}
 * @param parentRelationship what it is to its parent: {@code Outer}, {@code Inner}, {@code Subquery}, {@code Member},
 *     {@code InitPlan}, {@code SubPlan}
 * @param subplanName for example {@code CTE recent} or {@code InitPlan 1 (returns $0)}
 * @param mode how the node does it: of a join its type, of an aggregate its strategy, of a change what it does
 * @param partialMode of an aggregate in several steps: {@code Partial}, {@code Finalize}
 * @param index that is read
 * @param scanDirection {@code Forward} or {@code Backward}, of an index scan
 * @param rows expected of one execution
 * @param width expected bytes of a row
 * @param conditions in the order of the output
 * @param sortKeys of a sort, an incremental sort or a merge
 * @param presortedKeys those of the sort keys that the input is sorted by already
 * @param workersPlanned below a {@code Gather}
 * @param subplansRemoved partitions that the values of parameters ruled out before it began
 * @param actual what was measured; null without {@code ANALYZE}
 * @param other texts of properties that have no place of their own here, by their names in the output
 */
public record PlanNode(
        String type,
        @Nullable String parentRelationship,
        @Nullable String subplanName,
        @Nullable String mode,
        @Nullable String partialMode,
        @Nullable Relation relation,
        @Nullable String index,
        @Nullable String scanDirection,
        double startupCost,
        double totalCost,
        double rows,
        int width,
        List<Condition> conditions,
        List<String> sortKeys,
        List<String> presortedKeys,
        List<String> groupKeys,
        boolean parallelAware,
        int workersPlanned,
        int workersLaunched,
        int subplansRemoved,
        @Nullable Actual actual,
        List<PlanNode> children,
        Map<String, String> other) {
    public PlanNode {
        conditions = List.copyOf(conditions);
        sortKeys = List.copyOf(sortKeys);
        presortedKeys = List.copyOf(presortedKeys);
        groupKeys = List.copyOf(groupKeys);
        children = List.copyOf(children);
        other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
    }

    /**
     * A relation that is read or changed.
     *
     * @param schema given with {@code VERBOSE} only
     * @param alias under which the query knows it; its name where it has no other
     */
    public record Relation(@Nullable String schema, String name, String alias) {}

    /** What kind of condition it is, as {@code EXPLAIN} calls it ({@code Index Cond}, {@code Filter}), and its text. */
    public record Condition(String kind, String text) {}

    public Optional<String> condition(String kind) {
        return conditions.stream()
                .filter(condition -> condition.kind().equals(kind))
                .map(Condition::text)
                .findFirst();
    }

    /** This node and all below it, each before its children. */
    public List<PlanNode> all() {
        List<PlanNode> nodes = new ArrayList<>();
        collect(nodes);
        return nodes;
    }

    private void collect(List<PlanNode> nodes) {
        nodes.add(this);
        children.forEach(child -> child.collect(nodes));
    }

    /** The first node that fits, in the order of {@link #all}. */
    public Optional<PlanNode> first(Predicate<PlanNode> wanted) {
        return all().stream().filter(wanted).findFirst();
    }

    /** Whether it reads an index. */
    public boolean readsIndex() {
        return index != null;
    }

    /**
     * Cost of a whole plan, whose root this is. Older servers leave what an {@code InitPlan} costs, a materialized CTE's
     * for example, out of the root's own cost (seen in 15, no more in 18).
     */
    public double wholeCost() {
        double before = all().stream()
                .filter(node -> "InitPlan".equals(node.parentRelationship()))
                .mapToDouble(PlanNode::totalCost)
                .sum();
        return totalCost < before ? totalCost + before : totalCost;
    }

    /** Rows that all executions gave together; 0 if there were none or nothing was measured. */
    public double totalActualRows() {
        return actual == null ? 0 : actual.rows() * actual.loops();
    }

    /** How many times more rows there were than expected; below 1 if fewer; neither is taken for less than one row. */
    public Optional<Double> misestimate() {
        return actual == null || actual.loops() == 0
                ? Optional.empty()
                : Optional.of(Math.max(actual.rows(), 1) / Math.max(rows, 1));
    }

    /**
     * Milliseconds of all executions in all processes, with everything below it: output gives the time of one
     * execution, on average. Empty if times were not measured.
     */
    public Optional<Double> totalActualTime() {
        return actual == null || actual.totalTime() == null
                ? Optional.empty()
                : Optional.of(actual.totalTime() * actual.loops());
    }

    /**
     * Milliseconds that the node took itself, without those below it. Processes under a {@code Gather} run side by side,
     * so it waits for one's share of their time. An {@code InitPlan} is not taken off: the node that first asks for its
     * result pays for it, and output does not say which one that is.
     */
    public Optional<Double> selfTime() {
        return totalActualTime().map(total -> {
            double below = 0;
            for (PlanNode child : children) {
                if (!"InitPlan".equals(child.parentRelationship())) {
                    below += child.totalActualTime().orElse(0.0) / processes();
                }
            }
            return Math.max(0, total - below);
        });
    }

    /** The leader takes part in what its workers do. */
    private int processes() {
        return type.startsWith("Gather") ? workersLaunched + 1 : 1;
    }

    /** Rows that conditions of the node threw away, in all executions. */
    public double rowsRemoved() {
        return actual == null
                ? 0
                : actual.loops()
                        * (actual.removedByFilter() + actual.removedByJoinFilter() + actual.removedByRecheck());
    }
}
