package dev.pgwright.design.prove;

import dev.pgwright.design.model.Redundancy;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Claims about what is said twice: whatever happens to the first saying, the query that looks for drift finds none, and
 * the second cannot be changed alone.
 */
final class RedundancyProofs {
    /** Values tried for a column: one that differs from what is there is wanted. */
    private static final int TRIED_VALUES = 4;

    private final Session session;
    private final Population population;

    RedundancyProofs(Session session, Population population) {
        this.session = session;
        this.population = population;
    }

    Proof prove(Redundancy redundancy) {
        Claim claim = new Claim(
                Proof.Kind.REDUNDANCY,
                redundancy.name(),
                redundancy.kind() == Redundancy.Kind.DEPENDENCY
                        ? "rows of " + redundancy.table() + " that contradict each other in "
                                + String.join(", ", redundancy.columns()) + " are found"
                        : String.join(", ", redundancy.columns()) + " of " + redundancy.table() + " stays in step with "
                                + redundancy.source());
        return switch (redundancy.kind()) {
            case AGGREGATE -> population.scoped(() -> new Attempt(claim, redundancy).aggregate());
            case COPY -> population.scoped(() -> new Attempt(claim, redundancy).copy());
            case DEPENDENCY -> population.scoped(() -> new Attempt(claim, redundancy).dependency());
            case SUMMARY -> population.scoped(() -> new Attempt(claim, redundancy).summary());
        };
    }

    /** One redundancy while it is tried. */
    private final class Attempt {
        private final Claim claim;
        private final Redundancy redundancy;
        private final TableFacts source;
        private final Set<String> seen = new LinkedHashSet<>();
        private @Nullable Proof refuted;
        private @Nullable String lastStatement;

        Attempt(Claim claim, Redundancy redundancy) {
            this.claim = claim;
            this.redundancy = redundancy;
            this.source = population.facts(redundancy.source());
        }

        Proof aggregate() {
            List<Row> holders = population.rows(redundancy.table());
            if (holders.isEmpty()) {
                return claim.notShown(redundancy.table() + " accepted no row to begin with");
            }
            if (isOutOfStep("the first rows", null)) {
                return refutation();
            }
            Row holder = holders.get(0);
            String before = held(holder);
            List<Condition> counting = counting();
            Population.Made made = population.add(source, new Population.Wanted(linkTo(holder), counting));
            Row row = made.row();
            if (row == null) {
                return claim.notShown("no row of " + redundancy.source() + " that counts: " + made.why());
            }
            String insert = Row.insert(source.table(), row.given());
            if (isOutOfStep("an insert", insert)) {
                return refutation();
            }
            if (before.equals(held(holder))) {
                return claim.failed("an insert of a row that counts changed nothing", null, insert);
            }
            Optional<Proof> byHand = byHand(holder);
            if (byHand.isPresent()) {
                return byHand.get();
            }
            changeValues(row, counting);
            otherHolder(row, holders);
            attempt("a deletion", "DELETE FROM " + Quoted.name(source.table().name()) + " WHERE " + row.isThisRow());
            attempt("TRUNCATE", "TRUNCATE " + Quoted.name(source.table().name()) + " CASCADE");
            return refuted != null
                    ? refuted
                    : claim.passed(
                            "in step after " + String.join(", ", seen)
                                    + (redundancy.refusal() == null ? "" : "; a change by hand was refused"),
                            redundancy.refusal(),
                            lastStatement);
        }

        Proof copy() {
            TableFacts holders = population.facts(redundancy.table());
            List<Row> sources = population.rows(redundancy.source());
            if (sources.isEmpty()) {
                return claim.notShown(redundancy.source() + " accepted no row to begin with");
            }
            if (isOutOfStep("the first rows", null)) {
                return refutation();
            }
            Row named = sources.get(0);
            Map<String, @Nullable String> link = named(named);
            Population.Made made = population.add(holders, Population.Wanted.fixed(link));
            Row holder = made.row();
            if (holder == null) {
                return claim.notShown("no row of " + redundancy.table() + " to copy into: " + made.why());
            }
            Optional<Proof> byHand = byHand(holder);
            if (byHand.isPresent()) {
                return byHand.get();
            }
            boolean reached = false;
            for (String fact : redundancy.watched()) {
                for (String value : otherValues(named, fact)) {
                    reached |= reaches(holder, named, fact, value);
                }
            }
            for (Row other : sources.subList(1, sources.size())) {
                List<String> sets = new ArrayList<>();
                named(other)
                        .forEach((column, value) -> sets.add(Quoted.name(column) + " = "
                                + Quoted.literal(value).strip()));
                sets.sort(null);
                attempt(
                        "a move to another row of " + redundancy.source().name(),
                        "UPDATE " + Quoted.name(redundancy.table()) + " SET " + String.join(", ", sets) + " WHERE "
                                + holder.isThisRow());
            }
            if (refuted == null && !reached) {
                return claim.notShown("no other value of " + String.join(", ", redundancy.watched()) + " was accepted");
            }
            return refuted != null
                    ? refuted
                    : claim.passed(
                            "in step after " + String.join(", ", seen) + "; a change by hand was refused",
                            redundancy.refusal(),
                            lastStatement);
        }

        Proof summary() {
            redundancy.repair().forEach(session::execute);
            if (isOutOfStep("a refresh", redundancy.repair().get(0))) {
                return refutation();
            }
            Population.Made made = population.add(source, Population.Wanted.holding(counting()));
            Row row = made.row();
            if (row == null) {
                return claim.notShown("no other row of " + redundancy.source() + ": " + made.why());
            }
            boolean old = !session.rows(redundancy.drift()).values().isEmpty();
            redundancy.repair().forEach(session::execute);
            if (isOutOfStep("the next refresh", redundancy.repair().get(0))) {
                return refutation();
            }
            return old
                    ? claim.passed(
                            "the same numbers as computed directly after a refresh; old after an insert; the same after the"
                                    + " next refresh",
                            null,
                            redundancy.repair().get(0))
                    : claim.failed("an insert changed no number", null, Row.insert(source.table(), row.given()));
        }

        Proof dependency() {
            List<Condition> present =
                    redundancy.watched().stream().map(source::present).toList();
            Row first =
                    population.add(source, Population.Wanted.holding(present)).row();
            if (first == null) {
                return claim.notShown(redundancy.table() + " accepted no row with " + redundancy.watched());
            }
            Population.Made made = population.add(source, Population.Wanted.fixed(linkTo(first, redundancy.watched())));
            Row second = made.row();
            if (second == null) {
                return claim.notShown("no two rows agree in " + redundancy.watched() + ": " + made.why());
            }
            List<String> sets = redundancy.columns().stream()
                    .map(column -> Quoted.name(column) + " = "
                            + Quoted.literal(first.stored().get(column)).strip())
                    .toList();
            session.execute("UPDATE " + Quoted.name(redundancy.table()) + " SET " + String.join(", ", sets) + " WHERE "
                    + second.isThisRow());
            if (!session.rows(redundancy.drift()).values().isEmpty()) {
                return claim.failed("rows that agree are found too", null, redundancy.drift());
            }
            for (String column : redundancy.columns()) {
                for (String value : otherValues(first, column)) {
                    String update = "UPDATE " + Quoted.name(redundancy.table()) + " SET " + Quoted.name(column) + " = "
                            + Quoted.literal(value).strip() + " WHERE " + second.isThisRow();
                    if (session.attempt(update).worked()) {
                        return session.rows(redundancy.drift()).values().isEmpty()
                                ? claim.failed("a contradiction was not found", null, update)
                                : claim.passed(
                                        "two rows that agree were not found, once they differed they were",
                                        null,
                                        update);
                    }
                }
            }
            return claim.notShown("no other value of " + String.join(", ", redundancy.columns()) + " was accepted");
        }

        /** What a row of the source must be to be among those that are counted. */
        private List<Condition> counting() {
            return redundancy.filter() == null ? List.of() : List.of(source.strict("it counts", redundancy.filter()));
        }

        /** The values by which a row names this row of the source. */
        private Map<String, @Nullable String> named(Row row) {
            Map<String, @Nullable String> fixed = new HashMap<>();
            for (int i = 0; i < redundancy.link().size(); i++) {
                fixed.put(
                        redundancy.link().get(i),
                        row.stored().get(redundancy.key().get(i)));
            }
            return fixed;
        }

        private List<String> otherValues(Row row, String column) {
            Set<String> values = new LinkedHashSet<>();
            source.type(column).enumeration().ifPresent(type -> values.addAll(type.values()));
            values.remove(row.stored().get(column));
            for (int i = 0; i < TRIED_VALUES; i++) {
                population
                        .composeWithoutParents(source, Population.Wanted.ANY, null)
                        .map(other -> other.get(column))
                        .filter(value -> !value.equals(row.stored().get(column)))
                        .ifPresent(values::add);
            }
            return List.copyOf(values);
        }

        /** Whether the source accepted the value, and with it the copy. */
        private boolean reaches(Row holder, Row named, String fact, String value) {
            if (refuted != null) {
                return false;
            }
            String update = "UPDATE " + Quoted.name(redundancy.source()) + " SET " + Quoted.name(fact) + " = "
                    + Quoted.literal(value).strip() + " WHERE " + named.isThisRow();
            return population.scoped(() -> {
                String before = held(holder);
                if (!session.attempt(update).worked() || isOutOfStep("a change of " + fact, update)) {
                    return false;
                }
                if (before.equals(held(holder))) {
                    refuted = claim.failed("the change of " + fact + " did not reach the copy", null, update);
                }
                return true;
            });
        }

        private Map<String, @Nullable String> linkTo(Row holder) {
            Map<String, @Nullable String> fixed = new HashMap<>();
            for (int i = 0; i < redundancy.link().size(); i++) {
                fixed.put(
                        redundancy.link().get(i),
                        holder.stored().get(redundancy.key().get(i)));
            }
            return fixed;
        }

        private String held(Row holder) {
            String columns = redundancy.columns().stream()
                    .map(column -> "CAST(" + Quoted.name(column) + " AS text)")
                    .collect(Collectors.joining(", "));
            return String.valueOf(session.rows("SELECT " + columns + " FROM " + Quoted.name(redundancy.table())
                            + " WHERE " + holder.isThisRow())
                    .values());
        }

        private Optional<Proof> byHand(Row holder) {
            if (redundancy.refusal() == null) {
                return Optional.empty();
            }
            for (String name : redundancy.columns()) {
                String update = "UPDATE " + Quoted.name(redundancy.table()) + " SET " + Quoted.name(name) + " = "
                        + (redundancy.kind() == Redundancy.Kind.COPY ? otherCopy(holder, name) : other(name))
                        + " WHERE " + holder.isThisRow();
                lastStatement = update;
                Session.Attempt attempt = population.scoped(() -> session.attempt(update));
                Optional<SqlFailure> failure = attempt.failure();
                if (failure.isEmpty()) {
                    return Optional.of(claim.failed("a change of " + name + " by hand was accepted", null, update));
                }
                if (!Objects.equals(failure.get().sqlState(), redundancy.refusal())) {
                    return Optional.of(claim.failed(failure.get(), update));
                }
            }
            return Optional.empty();
        }

        /** Another value that the source could have. */
        private String otherCopy(Row holder, String name) {
            String fact = redundancy.watched().get(redundancy.columns().indexOf(name));
            return otherValues(holder, fact).stream()
                    .filter(value -> !value.equals(holder.stored().get(name)))
                    .findFirst()
                    .map(value -> Quoted.literal(value).strip())
                    .orElseGet(() -> other(name));
        }

        private String other(String name) {
            return population.facts(redundancy.table()).type(name).otherThan(Quoted.name(name));
        }

        /** Changes each column that matters, to values that count and to values that do not. */
        private void changeValues(Row row, List<Condition> counting) {
            List<Map<String, @Nullable String>> others = new ArrayList<>();
            Population.Wanted alike = Population.Wanted.fixed(linkTo(row, redundancy.link()));
            for (int i = 0; i < TRIED_VALUES; i++) {
                population.composeWithoutParents(source, alike, null).ifPresent(others::add);
            }
            for (Condition condition : counting) {
                population.composeWithoutParents(source, alike, condition).ifPresent(others::add);
            }
            for (String column : redundancy.watched()) {
                others.stream()
                        .filter(values -> values.containsKey(column))
                        .map(values -> values.get(column))
                        .filter(value -> !Objects.equals(value, row.stored().get(column)))
                        .distinct()
                        .forEach(value -> attempt(
                                "a change of " + column,
                                "UPDATE " + Quoted.name(source.table().name()) + " SET " + Quoted.name(column) + " = "
                                        + Quoted.literal(value).strip() + " WHERE " + row.isThisRow()));
            }
        }

        private Map<String, @Nullable String> linkTo(Row row, List<String> columns) {
            Map<String, @Nullable String> fixed = new HashMap<>();
            columns.forEach(column -> fixed.put(column, row.stored().get(column)));
            return fixed;
        }

        private void otherHolder(Row row, List<Row> holders) {
            for (Row other : holders.subList(1, holders.size())) {
                List<String> sets = new ArrayList<>();
                linkTo(other)
                        .forEach((column, value) -> sets.add(Quoted.name(column) + " = "
                                + Quoted.literal(value).strip()));
                sets.sort(null);
                attempt(
                        "a move to another row of " + redundancy.table().name(),
                        "UPDATE " + Quoted.name(source.table().name()) + " SET " + String.join(", ", sets) + " WHERE "
                                + row.isThisRow());
            }
        }

        /** A statement that may be refused for reasons of its own; its effect is taken back. */
        private void attempt(String what, String statement) {
            if (refuted != null) {
                return;
            }
            population.scoped(() -> {
                Session.Attempt attempt = session.attempt(statement);
                if (attempt.worked()) {
                    isOutOfStep(what, statement);
                }
                return attempt;
            });
        }

        private boolean isOutOfStep(String after, @Nullable String statement) {
            var drift = session.rows(redundancy.drift());
            if (!drift.values().isEmpty()) {
                refuted = claim.failed(
                        "out of step after " + after + ": " + drift.columns() + " "
                                + drift.values().get(0),
                        null,
                        statement);
                return true;
            }
            seen.add(after);
            return false;
        }

        private Proof refutation() {
            return Objects.requireNonNull(refuted);
        }
    }
}
