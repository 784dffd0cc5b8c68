package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.explain.PlanNode;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.twin.PlannerTwin;
import dev.pgwright.twin.TwinQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has PostgreSQL plan every query at the stated volume: as a prepared statement for all values (generic) and for ordinary
 * values (custom). Then takes every index away that no constraint brings, and looks at which plan is worse without it.
 */
final class PlanProofs {
    /** The planner itself takes costs within 1 % for the same (STD_FUZZ_FACTOR, optimizer/util/pathnode.c). */
    private static final double WORSE = 1.01;

    private static final double AS_CHEAP = 1.1;
    /** 1000 times cpu_operator_cost, for each relation and one more. */
    private static final double PLANNING = 2.5;

    private final PlanSubject subject;
    private final Catalog catalog;
    private final PlannerTwin twin;
    private final PlanArguments arguments;
    private final PlanAudit audit;
    private final Map<String, Plans> planned = new LinkedHashMap<>();

    /**
     * A query's plans.
     *
     * @param statement as it was planned
     * @param known whether there are values to plan for; where not, the custom plan is the generic one
     */
    private record Plans(TwinQuery statement, boolean known, PlanNode generic, PlanNode custom) {
        PlanNode plan(String which) {
            return which.equals("generic") ? generic : custom;
        }

        /**
         * Whether the generic plan is the one in use from the sixth execution on: if it costs less than custom ones,
         * with planning them ({@code choose_custom_plan} and {@code cached_plan_cost}, utils/cache/plancache.c).
         */
        boolean settlesOnGeneric() {
            long relations = custom.all().stream()
                    .filter(node -> node.relation() != null)
                    .count();
            return generic.wholeCost() < custom.wholeCost() + PLANNING * (relations + 1);
        }

        /** The one that PostgreSQL settles on first. */
        List<PlanFigure> figures() {
            PlanFigure forAny = figure("generic", generic);
            if (!known) {
                return List.of(forAny);
            }
            PlanFigure forThese = figure("custom", custom);
            return settlesOnGeneric() ? List.of(forAny, forThese) : List.of(forThese, forAny);
        }
    }

    /** How much worse a query's plan is without an index. */
    private record Loss(String query, String which, PlanNode with, PlanNode without) {
        double ratio() {
            return without.wholeCost() / Math.max(with.wholeCost(), 0.01);
        }
    }

    PlanProofs(PlanSubject subject, Catalog catalog, PlannerTwin twin) {
        this.subject = subject;
        this.catalog = catalog;
        this.twin = twin;
        this.arguments = new PlanArguments(subject);
        this.audit = new PlanAudit(subject.statistics(), twin::rootOf, otherThanBtree());
    }

    private Set<String> otherThanBtree() {
        Set<String> names = subject.indexes().stream()
                .filter(index -> !index.index().method().equals("btree"))
                .map(index -> index.index().name())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Table table : catalog.tables()) {
            table.of(Constraint.Exclusion.class).forEach(constraint -> names.add(constraint.name()));
        }
        return names;
    }

    void run(List<DesignedQuery> queries, Consumer<Proof> decided) {
        for (DesignedQuery query : queries) {
            query(query).ifPresent(decided);
        }
        for (PlannedIndex index : subject.indexes()) {
            // a unique index is there for the rule that it keeps
            if (!index.index().unique()) {
                index(index).ifPresent(decided);
            }
        }
    }

    private Plans plans(TwinQuery query, boolean known) {
        PlanNode generic = twin.generic(query).plan();
        return new Plans(query, known, generic, known ? twin.custom(query).plan() : generic);
    }

    /** No claim of a query that reads no table. */
    private Optional<Proof> query(DesignedQuery query) {
        Plans plans = plans(arguments.query(query), arguments.know(query));
        planned.put(query.name(), plans);
        boolean reads = plans.generic().all().stream()
                .anyMatch(node -> node.type().endsWith("Scan") && (node.relation() != null || node.readsIndex()));
        if (!reads) {
            return Optional.empty();
        }
        List<IntendedAccess> accesses = subject.accesses().stream()
                .filter(access -> access.query().equals(query.name()))
                .toList();
        PlanSubject.Target target = subject.targets().getOrDefault(query.name(), PlanSubject.Target.NONE);
        Claim claim = new Claim(
                Proof.Kind.PLAN,
                query.name(),
                "query " + query.name() + " is planned at the stated volume as it was meant");
        if (plans.generic().all().stream().anyMatch(this::readsMaterializedView)) {
            return Optional.of(
                    claim.notEvaluated("it reads a materialized view, whose size at that volume is not stated"));
        }
        Set<String> faults = new TreeSet<>();
        Set<String> remarks = new TreeSet<>();
        if (plans.known()) {
            judge(plans, "custom", accesses, target, faults, remarks);
        }
        if (plans.settlesOnGeneric()) {
            judge(plans, "generic", accesses, target, faults, remarks);
        } else {
            remarks.add("PostgreSQL goes on planning for each value, as the generic plan costs more");
        }
        remarks.add("cost " + PlanText.cost(plans.generic().wholeCost()) + " for any values, "
                + (plans.known()
                        ? PlanText.cost(plans.custom().wholeCost()) + " for ordinary ones: "
                        : "what ordinary ones are is not known: ")
                + PlanText.of(plans.settlesOnGeneric() ? plans.generic() : plans.custom()));
        arguments
                .ofOneLetter(query)
                .map(one -> twin.custom(one).plan())
                .ifPresent(plan -> remarks.add("for a beginning of one letter cost " + PlanText.cost(plan.wholeCost())
                        + audit.slow(plan, target).map(slow -> ": " + slow).orElse("")));
        if (target.cascaded() >= 1) {
            remarks.add("triggers of foreign keys delete about " + Numbers.about(target.cascaded())
                    + " rows with them, which is no part of this cost");
        }
        List<String> details = new ArrayList<>(faults);
        details.addAll(remarks);
        return Optional.of(claim.planned(faults.isEmpty(), String.join("; ", details), query.sql(), plans.figures()));
    }

    private boolean readsMaterializedView(PlanNode node) {
        PlanNode.Relation relation = node.relation();
        return relation != null
                && catalog.views().stream()
                        .anyMatch(view ->
                                view.materialized() && view.name().name().equals(relation.name()));
    }

    private void judge(
            Plans plans,
            String which,
            List<IntendedAccess> accesses,
            PlanSubject.Target target,
            Set<String> faults,
            Set<String> remarks) {
        PlanNode plan = plans.plan(which);
        audit.excesses(plan, accesses, target).forEach(fault -> faults.add(which + " plan: " + fault));
        audit.slow(plan, target)
                .ifPresent(slow -> (target.missed() ? remarks : faults)
                        .add(which + " plan: " + slow + (target.missed() ? ", as the design says" : "")));
        for (IntendedAccess access : audit.missed(plan, accesses, target)) {
            String meant = access.table().name() + " by " + String.join(" or ", access.anyOf());
            PlanNode forced = twin.withOnly(
                            access.table(), Set.copyOf(access.anyOf()), () -> plans(plans.statement(), plans.known()))
                    .plan(which);
            boolean asCheap = forced.wholeCost() <= plan.wholeCost() * AS_CHEAP
                    && audit.missed(forced, List.of(access), target).isEmpty();
            if (asCheap) {
                remarks.add("another way is as cheap as " + meant);
            } else {
                faults.add(which + " plan: not " + meant + ", at a cost of " + PlanText.cost(forced.wholeCost()));
            }
        }
    }

    private Optional<Proof> index(PlannedIndex planned) {
        QualifiedName name =
                QualifiedName.of(planned.table().schema(), planned.index().name());
        Map<String, Plans> candidates = candidates(planned);
        Optional<Loss> greatest = candidates.isEmpty()
                ? Optional.empty()
                : twin.without(
                        name,
                        () -> candidates.entrySet().stream()
                                .flatMap(entry -> losses(entry.getKey(), entry.getValue()))
                                .max(Comparator.comparingDouble(Loss::ratio)
                                        .thenComparing(Loss::query, Comparator.reverseOrder())));
        Claim claim = new Claim(
                Proof.Kind.INDEX,
                planned.table() + "." + planned.index().name(),
                "without index " + planned.index().name() + " a query's plan is worse");
        if (greatest.isPresent() && greatest.get().ratio() >= WORSE) {
            return Optional.of(claim.planned(true, words(greatest.get()), null, figures(greatest.get())));
        }
        if (keepsRule(planned)) {
            // a reference or a rule needs it whatever the volume is: the look-ups of triggers are no queries
            return Optional.empty();
        }
        return Optional.of(claim.planned(
                false,
                greatest.map(loss -> "no plan is worse by more than a hundredth: " + words(loss))
                        .orElse("no plan uses it"),
                null,
                greatest.map(PlanProofs::figures).orElse(List.of())));
    }

    private static String words(Loss loss) {
        return loss.query() + " costs " + PlanText.cost(loss.without().wholeCost()) + " without it, "
                + PlanText.cost(loss.with().wholeCost()) + " with it: " + PlanText.times(loss.ratio())
                + " times as much ("
                + loss.which() + " plan)";
    }

    private static List<PlanFigure> figures(Loss loss) {
        return List.of(figure("with the index", loss.with()), figure("without the index", loss.without()));
    }

    private static PlanFigure figure(String which, PlanNode plan) {
        return new PlanFigure(which, plan.wholeCost(), plan.rows(), PlanText.of(plan));
    }

    private Stream<Loss> losses(String name, Plans plans) {
        Plans without = plans(plans.statement(), plans.known());
        return Stream.of(
                new Loss(name, "generic", plans.generic(), without.generic()),
                new Loss(name, "custom", plans.custom(), without.custom()));
    }

    /** The queries whose plans read the index, and what PostgreSQL looks up when a referenced row is deleted. */
    private Map<String, Plans> candidates(PlannedIndex index) {
        Map<String, Plans> candidates = new LinkedHashMap<>();
        this.planned.forEach((name, plans) -> {
            boolean used = audit.indexes(plans.generic()).contains(index.index().name())
                    || audit.indexes(plans.custom()).contains(index.index().name());
            if (used) {
                candidates.put(name, plans);
            }
        });
        for (Constraint.ForeignKey key : foreignKeys(index)) {
            Plans plans = plans(lookup(index.table(), key), true);
            candidates.put("deleting from " + key.referenced().name(), plans);
        }
        return candidates;
    }

    /** Whether it serves anything but access patterns. */
    private boolean keepsRule(PlannedIndex index) {
        return !subject.targets().keySet().containsAll(index.serves());
    }

    private List<Constraint.ForeignKey> foreignKeys(PlannedIndex index) {
        return catalog.table(index.table()).orElseThrow().foreignKeys().stream()
                .filter(key -> index.serves().contains(key.name()))
                .toList();
    }

    /** As utils/adt/ri_triggers.c asks, without its lock, which plans do not depend on. */
    private TwinQuery lookup(QualifiedName table, Constraint.ForeignKey key) {
        List<String> conditions = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : key.columns()) {
            String type = catalog.table(table)
                    .orElseThrow()
                    .column(column)
                    .orElseThrow()
                    .type();
            types.add(type);
            values.add(arguments.ordinary(new ColumnName(table, column), type));
            conditions.add(Identifiers.quoteIdentifier(column) + " = $" + types.size());
        }
        return new TwinQuery(
                "SELECT 1 FROM " + Identifiers.quoteIdentifier(table.schema(), table.name()) + " WHERE "
                        + String.join(" AND ", conditions),
                types,
                values);
    }
}
