package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.IntendedAccess.Means;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is of one table to find rows by: the keys of its constraints and the indexes planned so far. */
final class TablePlan {
    /** The index of a constraint. */
    record Key(String name, Means means, IndexNeed keys, boolean unique) {}

    /** A foreign key, or the trigger of a rule, that looks rows up by these columns. */
    record Obligation(String name, List<String> columns) {
        Obligation {
            columns = List.copyOf(columns);
        }
    }

    /** An index that is planned. */
    static final class Planned {
        IndexNeed need;
        /** Who needs it to start with their columns whatever it costs, longest first. */
        final List<Obligation> obligations = new ArrayList<>();

        @Nullable Candidate reason;

        Planned(IndexNeed need) {
            this.need = need;
        }

        boolean mandatory() {
            return !obligations.isEmpty();
        }
    }

    /** What a demand would like, and why of this form. */
    record Candidate(
            Demand demand,
            IndexNeed need,
            KeyOrderDecision.@Nullable Leaf order,
            CombinedKeysDecision.@Nullable Leaf combined,
            PartialIndexDecision.Leaf partial) {}

    /** Ways as near as this in cost are both right. */
    private static final double AS_GOOD = 1.3;
    /** Rows that the planner rounds to one. */
    private static final double ONE = 1.5;

    final EntityTable entityTable;
    final TableDraft table;
    final List<Key> keys = new ArrayList<>();
    final List<Planned> planned = new ArrayList<>();
    private final AccessCost cost;

    TablePlan(EntityTable entityTable, TableDraft table, AccessCost cost) {
        this.entityTable = entityTable;
        this.table = table;
        this.cost = cost;
        table.constraints.forEach(this::key);
    }

    private void key(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            keys.add(new Key(key.name(), Means.PRIMARY_KEY, IndexNeed.equality(key.columns()), true));
        } else if (constraint instanceof Constraint.Unique unique) {
            keys.add(new Key(unique.name(), Means.UNIQUE, IndexNeed.equality(unique.columns()), true));
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            List<String> equal = new ArrayList<>();
            List<IndexElement> overlapping = new ArrayList<>();
            for (Constraint.Exclusion.Element element : exclusion.elements()) {
                if (element.operator().equals("=")) {
                    equal.add(element.element().key());
                } else {
                    overlapping.add(element.element());
                }
            }
            // what its predicate says is compared as text with what a query says
            List<Demand.Constant> constants = exclusion.predicate() == null
                    ? List.of()
                    : List.of(new Demand.Constant("", exclusion.predicate(), "", 1));
            keys.add(new Key(
                    exclusion.name(),
                    Means.EXCLUSION,
                    new IndexNeed(Leaf.GIST_RANGE, equal, overlapping, constants, List.of()),
                    false));
        }
    }

    /** Whether a constraint's key starts with these columns. */
    boolean keyStartsWith(List<String> columns) {
        return keys.stream().anyMatch(key -> key.keys().startsWith(columns));
    }

    private static double visits(Demand demand, Key key, AccessCost costs) {
        boolean one = key.unique() && AccessCost.findsOneRow(demand, key.keys().equal());
        return one ? AccessCost.ONE_ROW : costs.visits(demand, key.keys());
    }

    /** The names of what finds the rows of a demand as well as anything, the cheapest by the planner's averages. */
    Map<String, Means> best(Demand demand, AccessCost average, Map<Planned, String> names) {
        Map<String, Means> found = new LinkedHashMap<>();
        Map<String, IndexNeed> needs = new LinkedHashMap<>();
        Map<String, Means> means = new LinkedHashMap<>();
        Map<String, Double> visits = new LinkedHashMap<>();
        for (Key key : keys) {
            needs.put(key.name(), key.keys());
            means.put(key.name(), key.means());
            visits.put(key.name(), visits(demand, key, average));
        }
        for (Planned index : planned) {
            String name = Objects.requireNonNull(names.get(index));
            needs.put(name, index.need);
            means.put(name, Means.INDEX);
            visits.put(name, average.visits(demand, index.need));
        }
        double least =
                visits.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
        if (least > AccessCost.wholeTable(demand)) {
            return found;
        }
        boolean oneRow = needs.entrySet().stream()
                .anyMatch(entry -> visits.getOrDefault(entry.getKey(), Double.POSITIVE_INFINITY) <= least * AS_GOOD
                        && average.plannersRows(demand, entry.getValue()) <= ONE);
        needs.forEach((name, need) -> {
            boolean cheap = visits.getOrDefault(name, Double.POSITIVE_INFINITY) <= least * AS_GOOD;
            boolean same = oneRow && average.plannersRows(demand, need) <= ONE;
            if (cheap || same) {
                found.put(name, Objects.requireNonNull(means.get(name)));
            }
        });
        return found;
    }

    /** The cheapest way to the rows of a demand, in row visits, without one of the indexes. */
    double best(Demand demand, @Nullable Planned without) {
        return best(demand, without, cost);
    }

    double best(Demand demand) {
        return best(demand, null, cost);
    }

    /** The same for a range that may reach all partitions, with all indexes. */
    double bestOfAnyRange(Demand demand) {
        return best(demand, null, cost.ofAnyRange());
    }

    /** The same by other costs, with all indexes. */
    double best(Demand demand, AccessCost costs) {
        return best(demand, null, costs);
    }

    private double best(Demand demand, @Nullable Planned without, AccessCost costs) {
        double best = AccessCost.wholeTable(demand);
        for (Key key : keys) {
            best = Math.min(best, visits(demand, key, costs));
        }
        for (Planned index : planned) {
            if (index != without) {
                best = Math.min(best, costs.visits(demand, index.need));
            }
        }
        return best;
    }

    /** All that is there beside one index. */
    List<IndexNeed> others(@Nullable Planned without) {
        List<IndexNeed> others = new ArrayList<>();
        keys.forEach(key -> others.add(key.keys()));
        planned.stream().filter(index -> index != without).forEach(index -> others.add(index.need));
        return others;
    }

    /** The planned index that is the beginning of a wanted one and so can be widened to it. */
    Optional<Planned> beginningOf(IndexNeed need) {
        return planned.stream()
                .filter(index -> index.need.withInclude(List.of()).isBeginningOf(need))
                .max((left, right) -> Integer.compare(
                        left.need.elements().size(), right.need.elements().size()));
    }
}
