package dev.pgwright.design.decide;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.TablePlan.Candidate;
import dev.pgwright.design.decide.TablePlan.Planned;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.design.model.PlannedIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names the indexes of a finished plan and says of each why it is there, of each that is not why not. */
final class IndexRecords {
    private final Mapping mapping;
    private final Draft draft;
    private final Selectivity selectivity;
    private final AccessCost cost;
    private final AccessCost average;
    private final Map<Planned, String> names = new HashMap<>();

    IndexRecords(Mapping mapping, Draft draft, Selectivity selectivity, AccessCost cost) {
        this.mapping = mapping;
        this.draft = draft;
        this.selectivity = selectivity;
        this.cost = cost;
        this.average = AccessCost.average(selectivity);
    }

    /** Adds the indexes of a plan to its table, each with its decision. */
    List<PlannedIndex> name(TablePlan plan, List<Demand> demands) {
        List<PlannedIndex> all = new ArrayList<>();
        plan.planned.sort(Comparator.comparing(index -> index.need.elements() + " " + index.need.constants()));
        for (Planned planned : plan.planned) {
            IndexNeed need = planned.need;
            Index index = IndexPlanner.index(name(plan, need), need);
            names.put(planned, index.name());
            plan.table.indexes.add(index);
            CombinedKeysDecision.extension(need).ifPresent(draft.extensions::add);
            if (need.elements().stream().anyMatch(CombinedKeysDecision::trigrams)) {
                draft.extensions.add("pg_trgm");
            }
            List<Demand> served = demands.stream()
                    .filter(demand -> cost.visits(demand, need) <= plan.best(demand))
                    .toList();
            Set<String> serves = new LinkedHashSet<>();
            planned.obligations.forEach(key -> serves.add(key.name()));
            served.forEach(demand -> serves.add(demand.query()));
            all.add(new PlannedIndex(
                    plan.table.name,
                    index,
                    need.type().words(),
                    List.copyOf(serves),
                    WriteCost.words(mapping, plan.table, index)));
            draft.decisions.add(decision(plan, planned, index, served));
        }
        return all;
    }

    private String name(TablePlan plan, IndexNeed need) {
        String tenant = mapping.tenantColumn().orElse(null);
        List<IndexElement> elements = need.elements();
        List<String> words = new ArrayList<>();
        for (IndexElement element : elements) {
            boolean said = element.key().equals(tenant) && elements.size() > 1;
            if (!said) {
                words.add(
                        element.expression()
                                ? element.key()
                                        .replaceAll("[^A-Za-z0-9_]+", "_")
                                        .replaceAll("_$", "")
                                : element.key());
            }
        }
        if (!need.constants().isEmpty()) {
            words.add(Demand.words(need.constants()));
        }
        return draft.naming.constraint(plan.table.name.name(), words, "idx");
    }

    private Decision decision(TablePlan plan, Planned planned, Index index, List<Demand> served) {
        Candidate reason = planned.reason;
        List<String> because = new ArrayList<>();
        List<Alternative> alternatives = new ArrayList<>();
        for (Demand demand : served) {
            double with = cost.visits(demand, planned.need);
            double without = plan.best(demand, planned);
            because.add(demand.query() + " visits about " + Numbers.about(Math.ceil(with)) + " rows"
                    + (without > with * 1.1 ? " instead of " + Numbers.about(without) : ""));
        }
        String keys =
                planned.obligations.stream().map(TablePlan.Obligation::name).collect(Collectors.joining(", "));
        if (!keys.isEmpty()) {
            because.add(0, "deleting or changing a referenced row looks for those that refer to it (" + keys + ")");
        }
        String unbuilt = served.isEmpty()
                ? "every deletion of a referenced row reads the whole table"
                : served.stream()
                        .max(Comparator.comparingDouble(demand ->
                                plan.best(demand, planned) * demand.load().perSecond()))
                        .map(demand ->
                                demand.query() + " visits about " + Numbers.about(plan.best(demand, planned)) + " rows")
                        .orElse("");
        alternatives.add(new Alternative(
                "no such index", "saves what it costs: " + WriteCost.words(mapping, plan.table, index), unbuilt));
        if (reason != null) {
            alternatives.addAll(IndexAlternatives.of(reason, planned.need));
        }
        return new Decision(
                PlannedIndex.TOPIC,
                index.name(),
                planned.need.type().words() + " on " + text(planned.need),
                String.join("; ", because),
                reason == null
                        ? plan.entityTable.entity().place()
                        : reason.demand().place(),
                alternatives,
                planned.mandatory() && reason == null
                        ? "the reference goes"
                        : "pg_stat_user_indexes.idx_scan stays at 0 over a full business cycle, or rows or rates are ten"
                                + " times what is stated");
    }

    /** {@code (seller_id, placed_at, id) where status = 'paid'}. */
    static String text(IndexNeed need) {
        String keys = need.elements().stream()
                .map(element -> element.key() + (element.descending() ? " desc" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
        String include = need.include().isEmpty() ? "" : " include (" + String.join(", ", need.include()) + ")";
        String predicate = Demand.predicate(need.constants());
        return keys + include + (predicate == null ? "" : " where " + predicate);
    }

    /** How the demands are meant to be answered by what there is now: the cheapest ways. */
    List<IntendedAccess> accesses(TablePlan plan, List<Demand> demands) {
        List<IntendedAccess> accesses = new ArrayList<>();
        for (Demand demand : demands) {
            Map<String, Means> best = plan.best(demand, average, names);
            Means means = best.values().stream()
                    .min(Comparator.comparingInt(IndexRecords::rank))
                    .orElse(Means.WHOLE_TABLE);
            accesses.add(new IntendedAccess(
                    demand.query(), plan.table.name, means, List.copyOf(best.keySet()), Step.FILTER));
        }
        return accesses;
    }

    /** What to call it where several would do: an index that was made for it before a key that happens to serve. */
    private static int rank(Means means) {
        return switch (means) {
            case PRIMARY_KEY -> 0;
            case UNIQUE -> 1;
            case INDEX -> 2;
            case EXCLUSION -> 3;
            case WHOLE_TABLE -> 4;
        };
    }

    /** Of each demand that got less than it would like: why. */
    List<Decision> refused(TablePlan plan, List<Demand> demands, List<Candidate> candidates) {
        List<Decision> refused = new ArrayList<>();
        for (Demand demand : demands) {
            candidates.stream()
                    .filter(candidate -> candidate.demand() == demand)
                    .min(Comparator.comparingDouble(candidate -> cost.visits(demand, candidate.need())))
                    .ifPresent(candidate -> {
                        Decision decision = refused(plan, candidate);
                        if (decision != null) {
                            refused.add(decision);
                        }
                    });
        }
        return refused;
    }

    private @Nullable Decision refused(TablePlan plan, Candidate candidate) {
        Demand demand = candidate.demand();
        double with = cost.visits(demand, candidate.need());
        double without = plan.best(demand);
        double writes =
                WriteCost.perSecond(mapping, selectivity, plan.entityTable, candidate.need(), plan.others(null));
        IndexWorthDecision.Leaf leaf = IndexWorthDecision.leaf(
                without,
                with,
                demand.load().perSecond(),
                demand.load().latencyMillis(),
                AccessCost.wholeTable(demand),
                true,
                writes);
        if (leaf != IndexWorthDecision.Leaf.WRITES_OUTWEIGH) {
            return null;
        }
        return new Decision(
                PlannedIndex.TOPIC,
                demand.query(),
                "no index of its own on " + plan.table.name,
                "keeping it would cost more than it saves: about " + rate(writes) + " row visits a second in the busy"
                        + " hour for writers, against "
                        + rate((without - with) * demand.load().perSecond())
                        + " saved for readers",
                demand.place(),
                List.of(new Alternative(
                        candidate.need().type().words() + " on " + text(candidate.need()),
                        "a call visits about " + Numbers.about(Math.ceil(with)) + " rows instead of "
                                + Numbers.about(without),
                        "every insert and some updates write into one more index")),
                "it is asked more than " + rate(writes / Math.max(1e-9, without - with)) + " times a second, or gets a"
                        + " latency target below " + Numbers.about(Math.ceil(without * IndexWorthDecision.MILLIS))
                        + " ms");
    }

    private static String rate(double perSecond) {
        return perSecond >= 10
                ? Numbers.about(perSecond)
                : String.format(Locale.ROOT, perSecond >= 0.1 ? "%.1f" : "%.4f", perSecond);
    }
}
