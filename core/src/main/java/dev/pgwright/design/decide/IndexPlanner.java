package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.TablePlan.Candidate;
import dev.pgwright.design.decide.TablePlan.Obligation;
import dev.pgwright.design.decide.TablePlan.Planned;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.MissedTarget;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.requirements.AccessPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the indexes. Every foreign key starts one, or a key. What an access pattern would like besides is built where
 * reads gain more than writes pay, the greatest gain first, by widening an index that is there anyway where one is the
 * beginning of it. In the end an index that the others have made superfluous goes.
 */
final class IndexPlanner {
    /** Rows of which one page of a table has about as many. */
    private static final double FEW_ROWS = 50;

    private final Mapping mapping;
    private final Draft draft;
    private final Map<String, String> constraintOfRule;
    private final Selectivity selectivity;
    private final AccessCost cost;
    private final Map<QualifiedName, TablePlan> plans = new LinkedHashMap<>();
    private final Map<AccessPattern, DemandReader.Demands> demandsOf = new LinkedHashMap<>();
    private final List<Demand> demands = new ArrayList<>();
    private final List<IntendedAccess> accesses = new ArrayList<>();

    IndexPlanner(Mapping mapping, Draft draft, Map<String, String> constraintOfRule) {
        this.mapping = mapping;
        this.draft = draft;
        this.constraintOfRule = constraintOfRule;
        this.selectivity = new Selectivity(mapping);
        this.cost = AccessCost.busy(selectivity);
    }

    List<PlannedIndex> plan() {
        for (TableDraft table : draft.tables) {
            TablePlan plan = new TablePlan(selectivity.tableNamed(table.name), table, cost);
            plans.put(table.name, plan);
            obligations(plan);
        }
        readDemands();
        List<Candidate> candidates = new ArrayList<>();
        for (Demand demand : demands) {
            candidates(demand).forEach(candidates::add);
        }
        candidates.sort(Comparator.comparingDouble(this::gain)
                .reversed()
                .thenComparing(candidate -> candidate.demand().query())
                .thenComparing(candidate -> candidate.need().elements().toString()));
        candidates.forEach(this::build);
        plans.values().forEach(this::cover);
        IndexPruning pruning = new IndexPruning(mapping, selectivity, demands);
        plans.values().forEach(pruning::prune);
        IndexRecords records = new IndexRecords(mapping, draft, selectivity, cost);
        List<PlannedIndex> all = new ArrayList<>();
        for (TablePlan plan : plans.values()) {
            List<Demand> here = demands.stream()
                    .filter(demand -> demand.table().name().equals(plan.table.name))
                    .toList();
            all.addAll(records.name(plan, here));
            accesses.addAll(
                    records.accesses(plan, here.stream().filter(this::isQuery).toList()));
            draft.decisions.addAll(records.refused(plan, here, candidates));
            here.forEach(demand -> latency(demand, plan));
        }
        AccessFinder finder = new AccessFinder(mapping, draft, constraintOfRule);
        demandsOf.forEach((pattern, wanted) -> accesses.addAll(finder.others(pattern, wanted)));
        RetentionQuery.tables(mapping).forEach(table -> accesses.add(finder.expired(table)));
        all.sort(Comparator.comparing(PlannedIndex::table)
                .thenComparing(index -> index.index().name()));
        return all;
    }

    private void latency(Demand demand, TablePlan plan) {
        double visits = plan.best(demand, AccessCost.average(selectivity));
        if (LatencyDecision.leaf(demand, visits) == LatencyDecision.Leaf.OUT_OF_REACH) {
            draft.decisions.add(LatencyDecision.decision(demand, visits));
            double all = LatencyDecision.all(demand, visits);
            draft.missedTargets.add(
                    new MissedTarget(demand.query(), plan.table.name, all, all * IndexWorthDecision.MILLIS));
        }
    }

    /** How each query is meant to get at its rows; known after {@link #plan()}. */
    List<IntendedAccess> accesses() {
        return accesses.stream().sorted().distinct().toList();
    }

    private boolean isQuery(Demand demand) {
        return draft.wanted.stream().noneMatch(wanted -> wanted.by().equals(demand.query()));
    }

    private void obligations(TablePlan plan) {
        for (Draft.Wanted wanted : draft.wanted) {
            if (wanted.always() && wanted.table() == plan.table) {
                Planned made = new Planned(new IndexNeed(
                        IndexTypeDecision.Leaf.BTREE_RANGE,
                        wanted.equal(),
                        List.of(IndexElement.column(wanted.ordered())),
                        List.of(),
                        List.of()));
                made.obligations.add(new Obligation(wanted.by(), wanted.equal()));
                plan.planned.add(made);
            }
        }
        List<Obligation> obligations = new ArrayList<>();
        for (Constraint constraint : plan.table.constraints) {
            if (constraint instanceof Constraint.ForeignKey key) {
                obligations.add(new Obligation(key.name(), key.columns()));
            }
        }
        draft.groupRules.stream()
                .filter(rule -> rule.table().equals(plan.table.name) && !isNearlyFound(plan, rule.group()))
                .forEach(rule ->
                        obligations.add(new Obligation(rule.constraints().get(0), rule.group())));
        obligations.sort(
                Comparator.comparingInt((Obligation key) -> key.columns().size())
                        .reversed());
        for (Obligation key : obligations) {
            if (plan.keyStartsWith(key.columns())) {
                continue;
            }
            Optional<Planned> started = plan.planned.stream()
                    .filter(index -> index.need.startsWith(key.columns()))
                    .findFirst();
            Planned index = started.orElseGet(() -> {
                Planned made = new Planned(IndexNeed.equality(key.columns()));
                plan.planned.add(made);
                return made;
            });
            index.obligations.add(key);
        }
        for (var junction : mapping.junctions()) {
            if (junction.name().equals(plan.table.name)) {
                plan.planned.forEach(index -> bothDirections(index, junction));
            }
        }
    }

    /** Whether a key begins with part of a group and leaves so few rows that the rest of it is compared row by row. */
    private boolean isNearlyFound(TablePlan plan, List<String> group) {
        for (int columns = group.size() - 1; columns > 0; columns--) {
            List<String> beginning = group.subList(0, columns);
            double rows = selectivity.rows(plan.entityTable) * selectivity.equal(plan.entityTable, beginning);
            if (plan.keyStartsWith(beginning) && rows <= FEW_ROWS) {
                return true;
            }
        }
        return false;
    }

    /** The pair read from its second side: with the first side behind it, the table itself is not visited. */
    private static void bothDirections(Planned index, Mapping.Junction junction) {
        if (index.need.columns().contains(junction.toColumn())) {
            index.need = new IndexNeed(
                    index.need.type(),
                    index.need.equal(),
                    List.of(IndexElement.column(junction.fromColumn())),
                    List.of(),
                    List.of());
        }
    }

    private void readDemands() {
        DemandReader reader = new DemandReader(mapping, selectivity);
        for (AccessPattern pattern : mapping.requirements().accessPatterns()) {
            DemandReader.Demands wanted = reader.of(pattern);
            List<String> searched = SearchDocument.attributes(pattern);
            if (!searched.isEmpty() && pattern.sql() == null) {
                EntityTable table = mapping.table(pattern.entity());
                SearchDocument.addTo(draft.table(table.name()), table.entity(), searched);
            }
            demandsOf.put(pattern, wanted);
            demands.addAll(wanted.chosen());
        }
        draft.wanted.stream().filter(wanted -> !wanted.always()).forEach(wanted -> demands.add(reader.lookUp(wanted)));
        for (EntityTable table : RetentionQuery.tables(mapping)) {
            demands.add(reader.retention(
                    table, Objects.requireNonNull(table.entity().retention())));
        }
    }

    /** The indexes that a demand would like best, each of another kind. */
    private List<Candidate> candidates(Demand demand) {
        List<Demand.Constant> predicate = PartialIndexDecision.predicate(demand.constants());
        PartialIndexDecision.Leaf partial = PartialIndexDecision.leaf(demand.constants());
        List<Candidate> candidates = new ArrayList<>();
        Demand.Search search = demand.search();
        CombinedKeysDecision.Leaf combined = null;
        if (search != null) {
            combined = CombinedKeysDecision.leaf(demand, search);
            if (search.leaf().btree() && combined != CombinedKeysDecision.Leaf.EQUALITY_SUFFICES) {
                IndexNeed need = new IndexNeed(
                        search.leaf(), demand.equalColumns(), List.of(search.element()), predicate, List.of());
                candidates.add(candidate(demand, need, null, null, partial));
            } else if (combined != CombinedKeysDecision.Leaf.EQUALITY_SUFFICES) {
                IndexNeed need = CombinedKeysDecision.need(demand, search, combined, predicate);
                candidates.add(candidate(demand, need, null, combined, partial));
            }
        }
        candidates.addAll(inOrder(demand, predicate, combined, partial));
        if (!predicate.isEmpty()) {
            candidates.addAll(inOrder(demand, List.of(), combined, PartialIndexDecision.Leaf.WIDENS));
        }
        return candidates;
    }

    private List<Candidate> inOrder(
            Demand demand,
            List<Demand.Constant> predicate,
            CombinedKeysDecision.@Nullable Leaf combined,
            PartialIndexDecision.Leaf partial) {
        KeyOrderDecision.Choice choice = KeyOrderDecision.choose(demand, predicate, cost);
        return choice.need().elements().isEmpty()
                ? List.of()
                : List.of(candidate(demand, choice.need(), choice.leaf(), combined, partial));
    }

    private Candidate candidate(
            Demand demand,
            IndexNeed need,
            KeyOrderDecision.@Nullable Leaf order,
            CombinedKeysDecision.@Nullable Leaf combined,
            PartialIndexDecision.Leaf partial) {
        return new Candidate(demand, need.withEqual(lead(demand, need.equal())), order, combined, partial);
    }

    /** The tenant first; then the columns that most others on the table start with too, references before the rest. */
    private List<String> lead(Demand demand, List<String> equal) {
        String tenant = mapping.tenantColumn().orElse(null);
        TablePlan plan = plan(demand);
        List<String> lead = new ArrayList<>(equal);
        lead.sort(Comparator.comparing((String column) -> !column.equals(tenant))
                .thenComparing(column -> plan.planned.stream()
                        .noneMatch(
                                index -> index.mandatory() && index.need.equal().contains(column)))
                .thenComparing(column -> -demands.stream()
                        .filter(other ->
                                other.table().name().equals(demand.table().name())
                                        && other.equal().containsKey(column))
                        .count()));
        return lead;
    }

    private TablePlan plan(Demand demand) {
        TablePlan plan = plans.get(demand.table().name());
        if (plan == null) {
            throw new IllegalStateException("no plan for " + demand.table().name());
        }
        return plan;
    }

    /** What reads gain by an index of its own, less what writes pay for it. */
    private double gain(Candidate candidate) {
        Demand demand = candidate.demand();
        double saved = (plan(demand).best(demand) - cost.visits(demand, candidate.need()))
                * demand.load().perSecond();
        return saved - writes(candidate, plan(demand).beginningOf(candidate.need()));
    }

    private double writes(Candidate candidate, Optional<Planned> narrow) {
        TablePlan plan = plan(candidate.demand());
        return narrow.isPresent()
                ? WriteCost.widening(
                        mapping, selectivity, plan.entityTable, candidate.need(), plan.others(narrow.get()))
                : WriteCost.perSecond(mapping, selectivity, plan.entityTable, candidate.need(), plan.others(null));
    }

    private void build(Candidate candidate) {
        Demand demand = candidate.demand();
        TablePlan plan = plan(demand);
        IndexNeed need = candidate.need();
        Optional<Planned> narrow = plan.beginningOf(need);
        double writes = writes(candidate, narrow);
        // to widen an index costs so little that it pays for a wide range too
        AccessCost costs = narrow.isPresent() ? cost.ofAnyRange() : cost;
        IndexWorthDecision.Leaf worth = IndexWorthDecision.leaf(
                plan.best(demand, costs),
                costs.visits(demand, need),
                demand.load().perSecond(),
                demand.load().latencyMillis(),
                AccessCost.wholeTable(demand),
                narrow.isEmpty(),
                writes);
        if (!worth.built()) {
            return;
        }
        Planned index = narrow.orElseGet(() -> {
            Planned made = new Planned(need);
            plan.planned.add(made);
            return made;
        });
        Set<String> include = new LinkedHashSet<>(index.need.include());
        include.removeAll(need.columns());
        index.need = need.withInclude(List.copyOf(include));
        index.reason = candidate;
    }

    /** Lets the indexes carry what hot queries ask besides. */
    private void cover(TablePlan plan) {
        for (Planned index : plan.planned) {
            Candidate reason = index.reason;
            if (reason == null) {
                continue;
            }
            Demand demand = reason.demand();
            List<String> missing = CoveringDecision.missing(demand, index.need);
            int bytes = missing.stream()
                    .mapToInt(column -> CoveringDecision.bytes(plan, column))
                    .sum();
            CoveringDecision.Leaf leaf = CoveringDecision.leaf(
                    demand,
                    index.need,
                    bytes,
                    WriteCost.changes(mapping, plan.entityTable, missing),
                    cost.visits(demand, index.need));
            if (leaf == CoveringDecision.Leaf.COVERS) {
                index.need = index.need.withInclude(missing);
            }
        }
    }

    /** The catalog's index of a need. */
    static Index index(String name, IndexNeed need) {
        return Index.of(name, need.type().method(), need.elements())
                .withPredicate(Demand.predicate(need.constants()))
                .withInclude(need.include());
    }
}
