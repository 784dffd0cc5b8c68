package dev.pgwright.design.prove;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims about references: no dangling ones, and what a deletion does to them. */
final class ForeignKeyCases {
    /** Since this version {@code ON DELETE RESTRICT} refuses with a state of its own (release notes of PostgreSQL 18). */
    private static final int RESTRICT_HAS_ITS_STATE = 180000;

    private final Session session;
    private final Population population;
    private final Trial trial;
    private final int version;

    ForeignKeyCases(Session session, Population population, Trial trial) {
        this.session = session;
        this.population = population;
        this.trial = trial;
        this.version = session.serverVersionNumber();
    }

    List<Case> of(TableFacts facts) {
        List<Case> cases = new ArrayList<>();
        for (ForeignKey key : facts.table().foreignKeys()) {
            if (population.knows(key.referenced())) {
                cases.add(dangling(facts, key));
                cases.add(onDelete(facts, key));
            }
        }
        return cases;
    }

    private static String columns(ForeignKey key) {
        return "(" + String.join(", ", key.columns()) + ")";
    }

    private Case dangling(TableFacts facts, ForeignKey key) {
        Claim claim = new Claim(
                Proof.Kind.FOREIGN_KEY,
                facts.table().name() + "." + key.name(),
                columns(key) + " of " + facts.table().name() + " refers to a row of " + key.referenced());
        if (!key.enforced()) {
            return new Case(
                    claim, rows -> claim.notShown("the design declares it NOT ENFORCED, so it refuses nothing"));
        }
        return new Case(claim, rows -> {
            Optional<Map<String, @Nullable String>> bad = danglingRow(facts, key, rows.spare());
            if (bad.isEmpty()) {
                return claim.notShown("no values for " + columns(key) + " were found that refer to nothing");
            }
            return population.scoped(() -> Decisions.refusal(
                    claim,
                    trial.refused(
                            facts.table(),
                            Row.insert(facts.table(), bad.get()),
                            Trial.Expected.constraint(States.FOREIGN_KEY, key.name())),
                    "a reference to nothing was"));
        });
    }

    /** Changes what only this key uses, so that the other keys still refer to something. */
    private Optional<Map<String, @Nullable String>> danglingRow(TableFacts facts, ForeignKey key, Row spare) {
        Set<String> own = new HashSet<>(key.columns());
        facts.table().foreignKeys().stream()
                .filter(other -> !other.equals(key))
                .forEach(other -> own.removeAll(other.columns()));
        Map<String, @Nullable String> kept = new HashMap<>(spare.given());
        kept.keySet().removeAll(own.isEmpty() ? key.columns() : own);
        List<Condition> conditions = new ArrayList<>();
        key.columns().forEach(column -> conditions.add(facts.present(column)));
        conditions.add(refersToNothing(key));
        Population.Wanted wanted = new Population.Wanted(kept, conditions);
        Optional<Map<String, @Nullable String>> row = population.composeWithoutParents(facts, wanted, null);
        if (row.isPresent()) {
            return row;
        }
        kept.keySet().removeAll(key.columns());
        return population.composeWithoutParents(facts, new Population.Wanted(kept, conditions), null);
    }

    private static Condition refersToNothing(ForeignKey key) {
        List<String> aliased = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String alias = Quoted.name("key " + i);
            aliased.add(Quoted.name(key.columns().get(i)) + " AS " + alias);
            equal.add("referenced." + Quoted.name(key.referencedColumns().get(i)) + " = referring." + alias);
        }
        String sql = "SELECT NOT EXISTS (SELECT FROM " + Quoted.name(key.referenced()) + " AS referenced WHERE "
                + String.join(" AND ", equal) + ") FROM (SELECT " + String.join(", ", aliased) + ") AS referring";
        return new Condition("refers to nothing", "(" + sql + ")", Set.copyOf(key.columns()), true);
    }

    private Case onDelete(TableFacts facts, ForeignKey key) {
        Claim claim = new Claim(
                Proof.Kind.ON_DELETE,
                facts.table().name() + "." + key.name(),
                "deleting a row of " + key.referenced() + " "
                        + switch (key.onDelete()) {
                            case NO_ACTION, RESTRICT ->
                                "is refused while " + facts.table().name() + " refers to it by ";
                            case CASCADE ->
                                "deletes the rows of " + facts.table().name() + " that refer to it by ";
                            case SET_NULL -> "makes " + facts.table().name() + " forget it: null in ";
                            case SET_DEFAULT -> "gives " + facts.table().name() + " the default of ";
                        }
                        + changed(facts.table(), key));
        if (!key.enforced()) {
            return new Case(claim, rows -> claim.notShown("the design declares it NOT ENFORCED, so it does nothing"));
        }
        return new Case(claim, rows -> population.scoped(() -> deletion(claim, facts, key)));
    }

    private static String changed(Table table, ForeignKey key) {
        return "(" + String.join(", ", key.setColumns().isEmpty() ? key.columns() : key.setColumns()) + ")";
    }

    private Proof deletion(Claim claim, TableFacts facts, ForeignKey key) {
        TableFacts parentFacts = population.facts(key.referenced());
        Population.Made parent =
                population.add(parentFacts, Population.Wanted.holding(ParentChoice.shared(facts, key)));
        if (parent.row() == null) {
            return claim.notShown("no row of " + key.referenced() + " to delete: " + parent.why());
        }
        Map<String, @Nullable String> reference = ParentChoice.reference(key, parent.row());
        // a parent that must have others came with them
        Population.Made child = population.rows(facts.table().name()).stream()
                .filter(row -> reference.entrySet().stream()
                        .allMatch(entry -> entry.getValue() != null
                                && entry.getValue().equals(row.stored().get(entry.getKey()))))
                .findFirst()
                .map(row -> new Population.Made(row, ""))
                .orElseGet(() -> population.add(facts, Population.Wanted.fixed(reference)));
        if (child.row() == null) {
            return claim.notShown("no row that refers to it: " + child.why());
        }
        String statement = "DELETE FROM " + Quoted.name(key.referenced()) + " WHERE "
                + parent.row().isThisRow();
        if (key.onDelete() == ReferentialAction.NO_ACTION || key.onDelete() == ReferentialAction.RESTRICT) {
            boolean restrict = key.onDelete() == ReferentialAction.RESTRICT && version >= RESTRICT_HAS_ITS_STATE;
            Trial.Expected expected =
                    Trial.Expected.constraint(restrict ? States.RESTRICT : States.FOREIGN_KEY, key.name());
            return Decisions.refusal(
                    claim, trial.refused(parentFacts.table(), statement, expected), "the deletion was");
        }
        Trial.Result result = trial.accepted(parentFacts.table(), statement);
        if (result.failure() != null) {
            return claim.failed(result.failure(), statement);
        }
        if (result.rows().affected() != 1) {
            return claim.failed("the deletion deleted " + result.rows().affected() + " rows", null, statement);
        }
        String wrong = wrongAfter(facts, key, child.row());
        return wrong.isEmpty()
                ? claim.passed("so it was" + result.withSetAside(), null, statement)
                : claim.failed("after the deletion, " + wrong + result.withSetAside(), null, statement);
    }

    /** What is not as it should be with the row that referred to the deleted one; empty when all is well. */
    private String wrongAfter(TableFacts facts, ForeignKey key, Row child) {
        List<String> stay = new ArrayList<>(facts.table()
                .primaryKey()
                .map(primary -> primary.columns())
                .orElseGet(() ->
                        facts.writable().stream().map(column -> column.name()).toList()));
        List<String> set = key.setColumns().isEmpty() ? key.columns() : key.setColumns();
        if (key.onDelete() != ReferentialAction.CASCADE) {
            stay.removeAll(set);
        }
        String from =
                " FROM " + Quoted.name(facts.table().name()) + (stay.isEmpty() ? "" : " WHERE " + child.matches(stay));
        if (key.onDelete() == ReferentialAction.CASCADE) {
            return session.rows("SELECT count(*)" + from).single().equals("0") ? "" : "the row is still there";
        }
        List<String> asText = new ArrayList<>();
        key.columns().forEach(column -> asText.add("CAST(" + Quoted.name(column) + " AS text)"));
        List<List<@Nullable String>> after =
                session.rows("SELECT " + String.join(", ", asText) + from).values();
        if (after.isEmpty()) {
            return "the row is gone";
        }
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            String now = after.get(0).get(i);
            boolean wasSet = set.contains(column);
            if (wasSet && key.onDelete() == ReferentialAction.SET_NULL && now != null) {
                return column + " is not null";
            }
            if (!wasSet && !Objects.equals(now, child.stored().get(column))) {
                return column + " has changed too";
            }
        }
        return "";
    }
}
