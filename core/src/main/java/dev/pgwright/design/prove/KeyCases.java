package dev.pgwright.design.prove;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims about pairs of rows: primary keys, unique constraints and indexes, exclusion constraints. */
final class KeyCases {
    private final Population population;
    private final Trial trial;

    KeyCases(Population population, Trial trial) {
        this.population = population;
        this.trial = trial;
    }

    List<Case> of(TableFacts facts) {
        List<Case> cases = new ArrayList<>();
        for (Constraint constraint : facts.table().constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                cases.add(
                        unique(facts, Proof.Kind.PRIMARY_KEY, key.name(), key.columns(), null, key.withoutOverlaps()));
            } else if (constraint instanceof Constraint.Unique key) {
                cases.add(unique(facts, Proof.Kind.UNIQUE, key.name(), key.columns(), null, key.withoutOverlaps()));
            } else if (constraint instanceof Constraint.Exclusion exclusion) {
                cases.add(exclusion(facts, exclusion));
            }
        }
        for (Index index : facts.table().indexes()) {
            if (index.unique()) {
                List<String> columns = List.copyOf(facts.keyColumns(index.elements()));
                cases.add(unique(facts, Proof.Kind.UNIQUE, index.name(), columns, index.predicate(), false));
            }
        }
        return cases;
    }

    private Case unique(
            TableFacts facts,
            Proof.Kind kind,
            String name,
            List<String> columns,
            @Nullable String predicate,
            boolean withoutOverlaps) {
        String key = "(" + String.join(", ", columns) + ")";
        Claim claim = new Claim(
                kind,
                facts.table().name() + "." + name,
                "no two rows of " + facts.table().name() + " have the same " + key
                        + (predicate == null ? "" : " where " + predicate));
        Trial.Expected expected = Trial.Expected.constraint(withoutOverlaps ? States.EXCLUSION : States.UNIQUE, name);
        List<Condition> conditions = new ArrayList<>();
        columns.forEach(column -> conditions.add(facts.present(column)));
        if (predicate != null) {
            conditions.add(facts.strict("the predicate of " + name, predicate));
        }
        return new Case(
                claim,
                rows -> population.scoped(() -> {
                    Population.Made first = population.add(facts, Population.Wanted.holding(conditions));
                    Row row = first.asOptional().orElse(rows.present());
                    if (first.row() == null
                            && (predicate != null || row.storedValues(columns).contains(null))) {
                        return claim.notShown("no row was found that the key is about: " + first.why());
                    }
                    Optional<String> second = second(facts, row, columns, conditions);
                    if (second.isEmpty()) {
                        return claim.notShown("no two rows were found that share " + key);
                    }
                    Trial.Result result = trial.refused(facts.table(), second.get(), expected);
                    Proof proof = Decisions.refusal(claim, result, "a second row with the same " + key + " was");
                    return predicate == null || proof.outcome() != Proof.Outcome.PASSED
                            ? proof
                            : outsidePredicate(claim, facts, columns, predicate, proof);
                }));
    }

    /** Rows outside a partial index's predicate may share the key: shown where such rows can be found. */
    private Proof outsidePredicate(
            Claim claim, TableFacts facts, List<String> columns, String predicate, Proof proven) {
        Condition inside = facts.strict("the predicate", predicate);
        Optional<Map<String, @Nullable String>> one =
                population.compose(facts, Population.Wanted.holding(present(facts, columns)), inside);
        if (one.isEmpty()) {
            return proven;
        }
        Map<String, @Nullable String> fixed = new HashMap<>();
        columns.forEach(column -> fixed.put(column, one.get().get(column)));
        Optional<Map<String, @Nullable String>> other =
                population.compose(facts, Population.Wanted.fixed(fixed), inside);
        if (other.isEmpty()) {
            return proven;
        }
        boolean both = population.scoped(
                () -> trial.attempt(Row.insert(facts.table(), one.get())).worked()
                        && trial.attempt(Row.insert(facts.table(), other.get())).worked());
        return both
                ? claim.passed(
                        proven.detail() + "; outside the predicate two rows with one key were accepted",
                        proven.sqlState(),
                        proven.statement())
                : proven;
    }

    private static List<Condition> present(TableFacts facts, List<String> columns) {
        return columns.stream().map(facts::present).toList();
    }

    /** An INSERT of a row that shares these columns with the given one and is good otherwise. */
    private Optional<String> second(TableFacts facts, Row first, List<String> columns, List<Condition> conditions) {
        Map<String, @Nullable String> fixed = new HashMap<>();
        columns.stream()
                .filter(column ->
                        facts.writable().stream().anyMatch(one -> one.name().equals(column)))
                .forEach(column -> fixed.put(column, first.stored().get(column)));
        Population.Wanted wanted = new Population.Wanted(fixed, conditions);
        Optional<Map<String, @Nullable String>> values = population.compose(facts, wanted, null);
        if (values.isEmpty()) {
            // whatever else stands in the way, the row itself has the same key
            Map<String, @Nullable String> copy = new HashMap<>(first.given());
            copy.putAll(fixed);
            values = Optional.of(copy);
        }
        return values.map(row -> Row.insert(facts.table(), row));
    }

    private Case exclusion(TableFacts facts, Constraint.Exclusion exclusion) {
        Claim claim = new Claim(
                Proof.Kind.EXCLUSION,
                facts.table().name() + "." + exclusion.name(),
                "no two rows of " + facts.table().name() + " clash in " + described(exclusion));
        List<Condition> conditions = new ArrayList<>();
        List<IndexElement> elements = exclusion.elements().stream()
                .map(Constraint.Exclusion.Element::element)
                .toList();
        Set<String> columns = facts.keyColumns(elements);
        columns.forEach(column -> conditions.add(facts.present(column)));
        if (exclusion.predicate() != null) {
            conditions.add(facts.strict("the predicate of " + exclusion.name(), exclusion.predicate()));
        }
        for (Constraint.Exclusion.Element element : exclusion.elements()) {
            if (element.operator().equals("&&") && !element.element().expression()) {
                conditions.add(facts.strict(
                        "overlaps itself",
                        Quoted.name(element.element().key()) + " && "
                                + Quoted.name(element.element().key())));
            }
        }
        return new Case(
                claim,
                rows -> population.scoped(() -> {
                    Population.Made made = population.add(facts, Population.Wanted.holding(conditions));
                    Row first = made.row();
                    if (first == null) {
                        return claim.notShown("no row was found that the constraint is about: " + made.why());
                    }
                    Map<String, @Nullable String> fixed = new HashMap<>();
                    List<Condition> wanted = new ArrayList<>(conditions);
                    for (Constraint.Exclusion.Element element : exclusion.elements()) {
                        for (String column : facts.keyColumns(List.of(element.element()))) {
                            String value = first.stored().get(column);
                            if (element.operator().equals("<>")) {
                                wanted.add(facts.strict(
                                        column + " differs",
                                        Quoted.name(column) + " <> "
                                                + Quoted.literal(value).strip()));
                            } else {
                                fixed.put(column, value);
                            }
                        }
                    }
                    Optional<Map<String, @Nullable String>> second =
                            population.compose(facts, new Population.Wanted(fixed, wanted), null);
                    if (second.isEmpty()) {
                        return claim.notShown("no two rows were found that clash");
                    }
                    Trial.Result result = trial.refused(
                            facts.table(),
                            Row.insert(facts.table(), second.get()),
                            Trial.Expected.constraint(States.EXCLUSION, exclusion.name()));
                    return Decisions.refusal(claim, result, "a second row that clashes was");
                }));
    }

    private static String described(Constraint.Exclusion exclusion) {
        List<String> parts = new ArrayList<>();
        exclusion.elements().forEach(element -> parts.add(element.element().key() + " " + element.operator()));
        return "(" + String.join(", ", parts) + ")"
                + (exclusion.predicate() == null ? "" : " where " + exclusion.predicate());
    }
}
