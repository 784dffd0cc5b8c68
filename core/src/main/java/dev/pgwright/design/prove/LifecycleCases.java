package dev.pgwright.design.prove;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Claims about the life of a status: which changes are allowed, and that all others are refused. */
final class LifecycleCases {
    private final Population population;
    private final Trial trial;

    LifecycleCases(Population population, Trial trial) {
        this.population = population;
        this.trial = trial;
    }

    List<Case> of(TableFacts facts, List<Lifecycle> lifecycles) {
        List<Case> cases = new ArrayList<>();
        for (Lifecycle lifecycle : lifecycles) {
            if (lifecycle.column().relation().equals(facts.table().name())) {
                lifecycle.values().forEach(from -> cases.add(changes(facts, lifecycle, from)));
            }
        }
        return cases;
    }

    private Case changes(TableFacts facts, Lifecycle lifecycle, String from) {
        List<String> allowed = lifecycle.transitions().getOrDefault(from, List.of());
        Claim claim = new Claim(
                Proof.Kind.LIFECYCLE,
                lifecycle.column() + "." + from,
                lifecycle.column() + " changes from " + from + " to "
                        + (allowed.isEmpty() ? "nothing" : String.join(", ", allowed) + " and nothing else"));
        return new Case(claim, rows -> population.scoped(() -> tryAll(claim, facts, lifecycle, from, allowed)));
    }

    private Proof tryAll(Claim claim, TableFacts facts, Lifecycle lifecycle, String from, List<String> allowed) {
        String column = lifecycle.column().column();
        Map<String, @Nullable String> fixed = new HashMap<>();
        fixed.put(column, from);
        Population.Made made = population.add(facts, Population.Wanted.fixed(fixed));
        Row row = made.row();
        if (row == null) {
            return claim.notShown("no row with " + column + " = " + from + ": " + made.why());
        }
        List<String> refused = new ArrayList<>();
        String state = null;
        String statement = null;
        for (String to : lifecycle.values()) {
            if (to.equals(from)) {
                continue;
            }
            String update = update(facts, row, column, to);
            Session.Attempt attempt = population.scoped(() -> trial.attempt(update));
            Optional<SqlFailure> failure = attempt.failure();
            if (allowed.contains(to)) {
                if (failure.isPresent()) {
                    return claim.failed(
                            "the change to " + to + " was refused: "
                                    + failure.get().message(),
                            failure.get().sqlState(),
                            update);
                }
                if (attempt.rows().affected() != 1) {
                    return claim.failed("the change to " + to + " changed no row", null, update);
                }
            } else {
                if (failure.isEmpty()) {
                    return claim.failed("the change to " + to + " was accepted", null, update);
                }
                if (!isOfTheLifecycle(facts, failure.get())) {
                    return claim.failed(
                            "the change to " + to + " was refused for another reason: "
                                    + failure.get().message(),
                            failure.get().sqlState(),
                            update);
                }
                refused.add(to);
                state = failure.get().sqlState();
                statement = update;
            }
        }
        return claim.passed(
                (allowed.isEmpty() ? "" : "accepted: " + String.join(", ", allowed))
                        + (allowed.isEmpty() || refused.isEmpty() ? "" : "; ")
                        + (refused.isEmpty() ? "" : "refused: " + String.join(", ", refused)),
                state,
                statement);
    }

    /** By a trigger, that is, and by none of the table's checks, which answer with the same state. */
    private static boolean isOfTheLifecycle(TableFacts facts, SqlFailure failure) {
        return failure.sqlState().equals(States.CHECK)
                && facts.table().of(Constraint.Check.class).stream()
                        .noneMatch(check -> check.name().equals(failure.constraint()));
    }

    /** Changes the status, and what must change with it to satisfy the checks. */
    private String update(TableFacts facts, Row row, String column, String to) {
        Map<String, @Nullable String> onlyStatus = new HashMap<>(row.given());
        onlyStatus.put(column, to);
        Optional<Map<String, @Nullable String>> values =
                population.composeWithoutParents(facts, Population.Wanted.fixed(onlyStatus), null);
        if (values.isEmpty()) {
            Map<String, @Nullable String> kept = new HashMap<>(row.given());
            kept.keySet().retainAll(identifying(facts));
            kept.put(column, to);
            values = population.composeWithoutParents(facts, Population.Wanted.fixed(kept), null);
        }
        Map<String, @Nullable String> changed = new TreeMap<>(values.orElse(onlyStatus));
        changed.keySet().retainAll(row.given().keySet());
        changed.entrySet()
                .removeIf(entry -> Objects.equals(entry.getValue(), row.given().get(entry.getKey())));
        List<String> sets = new ArrayList<>();
        changed.forEach((name, value) ->
                sets.add(Quoted.name(name) + " = " + Quoted.literal(value).strip()));
        return "UPDATE " + Quoted.name(facts.table().name()) + " SET " + String.join(", ", sets) + " WHERE "
                + row.isThisRow();
    }

    /** Columns of keys, references and the partition: a row keeps them while it lives. */
    private static Set<String> identifying(TableFacts facts) {
        Set<String> columns = new TreeSet<>(facts.foreignKeyColumns());
        facts.table()
                .constraints()
                .forEach(constraint -> facts.keyColumns(constraint.name()).ifPresent(columns::addAll));
        facts.table().indexes().forEach(index -> facts.keyColumns(index.name()).ifPresent(columns::addAll));
        if (facts.table().partitioning() != null) {
            facts.table().partitioning().keys().stream().map(IndexElement::key).forEach(columns::add);
        }
        return columns;
    }
}
