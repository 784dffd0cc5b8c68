package dev.pgwright.design.prove;

import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims about history: each change leaves its trace, and nobody changes the trace. */
final class AuditCases {
    private static final String APPEND_ONLY = "42501";

    private final Session session;
    private final Population population;
    private final Trial trial;

    AuditCases(Session session, Population population, Trial trial) {
        this.session = session;
        this.population = population;
        this.trial = trial;
    }

    List<Case> of(TableFacts facts, List<AuditTrail> trails) {
        List<Case> cases = new ArrayList<>();
        for (AuditTrail trail : trails) {
            if (trail.table().equals(facts.table().name())) {
                Claim claim = new Claim(
                        Proof.Kind.AUDIT,
                        trail.table().toString(),
                        "what becomes of rows of " + trail.table() + " is kept in " + trail.history()
                                + ", which nobody changes");
                cases.add(new Case(claim, rows -> population.scoped(() -> traced(claim, facts, trail))));
            }
        }
        return cases;
    }

    private Proof traced(Claim claim, TableFacts facts, AuditTrail trail) {
        Population.Made made = population.add(facts, Population.Wanted.ANY);
        Row row = made.row();
        if (row == null) {
            return claim.notShown("no row was found: " + made.why());
        }
        List<String> shown = new ArrayList<>();
        if (!trace(trail, row, "insert").equals("1")) {
            return claim.failed("an insertion left no trace", null, Row.insert(facts.table(), row.given()));
        }
        shown.add("insert");
        Optional<String> update = update(facts, trail, row);
        if (update.isPresent() && trial.attempt(update.get()).worked()) {
            boolean watched = !trace(trail, row, "update").equals("0");
            if (!watched && audits(facts, "UPDATE")) {
                return claim.failed("an update left no trace", null, update.get());
            }
            shown.add(watched ? "update" : "");
        }
        String delete = "DELETE FROM " + Quoted.name(trail.table()) + " WHERE " + row.isThisRow();
        if (trial.attempt(delete).worked()) {
            if (!trace(trail, row, "delete").equals("1")) {
                return claim.failed("a deletion left no trace", null, delete);
            }
            shown.add("delete");
        }
        String mine = Quoted.name(trail.history()) + " WHERE " + subject(trail, row);
        String state = null;
        String statement = null;
        for (String change : List.of(
                "UPDATE " + Quoted.name(trail.history()) + " SET actor = 'nobody' WHERE " + subject(trail, row),
                "DELETE FROM " + mine)) {
            Optional<SqlFailure> failure =
                    population.scoped(() -> trial.attempt(change)).failure();
            if (failure.isEmpty() || !failure.get().sqlState().equals(APPEND_ONLY)) {
                return claim.failed(
                        "history was changed"
                                + failure.map(one -> ", or refused otherwise: " + one.message())
                                        .orElse(""),
                        null,
                        change);
            }
            state = APPEND_ONLY;
            statement = change;
        }
        shown.removeIf(String::isEmpty);
        return claim.passed(
                "traces of " + String.join(", ", shown) + "; changing and deleting them was refused", state, statement);
    }

    private static boolean audits(TableFacts facts, String event) {
        return facts.table().triggers().stream()
                .anyMatch(trigger -> trigger.name().endsWith("_audit")
                        && trigger.definition().contains(event));
    }

    private static String subject(AuditTrail trail, Row row) {
        return "subject_id = " + Quoted.literal(row.stored().get(trail.key())).strip();
    }

    private String trace(AuditTrail trail, Row row, String operation) {
        return session.rows("SELECT count(*) FROM " + Quoted.name(trail.history()) + " WHERE " + subject(trail, row)
                        + " AND operation = '" + operation + "' AND actor <> '' AND happened_at = now()"
                        + " AND (old_values IS NULL) = (operation = 'insert')"
                        + " AND (new_values IS NULL) = (operation = 'delete')")
                .single();
    }

    /** A change of one audited column to a value of another good row. */
    private Optional<String> update(TableFacts facts, AuditTrail trail, Row row) {
        Optional<Map<String, @Nullable String>> other =
                population.composeWithoutParents(facts, Population.Wanted.ANY, null);
        return other.flatMap(values -> trail.columns().stream()
                .filter(column -> !facts.foreignKeyColumns().contains(column))
                .filter(column -> values.get(column) != null
                        && !Objects.equals(values.get(column), row.stored().get(column)))
                .findFirst()
                .map(column -> "UPDATE " + Quoted.name(trail.table()) + " SET " + Quoted.name(column) + " = "
                        + Quoted.literal(values.get(column)).strip() + " WHERE " + row.isThisRow()));
    }
}
