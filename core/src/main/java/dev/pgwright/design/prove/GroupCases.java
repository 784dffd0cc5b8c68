package dev.pgwright.design.prove;

import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.GroupRule.Cardinality;
import dev.pgwright.design.model.GroupRule.Conservation;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims about several rows together, which triggers keep when a transaction ends. */
final class GroupCases {
    /** As many as a proof makes to reach the most of a relationship. */
    private static final int MOST_ADDED = 200;

    private final Session session;
    private final Population population;
    private final Trial trial;

    GroupCases(Session session, Population population, Trial trial) {
        this.session = session;
        this.population = population;
        this.trial = trial;
    }

    List<Case> of(TableFacts facts, List<GroupRule> rules) {
        List<Case> cases = new ArrayList<>();
        for (GroupRule rule : rules) {
            if (rule.table().equals(facts.table().name()) && rule instanceof Conservation conservation) {
                cases.add(conservation(facts, conservation));
            } else if (rule.table().equals(facts.table().name()) && rule instanceof Cardinality cardinality) {
                cases.add(cardinality(facts, cardinality));
            }
        }
        return cases;
    }

    private Case conservation(TableFacts facts, Conservation rule) {
        Claim claim = new Claim(Proof.Kind.CONSERVATION, facts.table().name() + "." + rule.constraint(), rule.claim());
        return new Case(claim, rows -> population.scoped(() -> addsUp(claim, facts, rule)));
    }

    private Case cardinality(TableFacts facts, Cardinality rule) {
        Claim claim = new Claim(
                Proof.Kind.CARDINALITY,
                facts.table().name() + "." + rule.constraints().get(0),
                rule.claim());
        return new Case(claim, rows -> population.scoped(() -> hasEnough(claim, facts, rule)));
    }

    private Proof hasEnough(Claim claim, TableFacts facts, Cardinality rule) {
        TableFacts parents = population.facts(rule.parent().table());
        Row parent = population.add(parents, Population.Wanted.ANY).row();
        if (parent == null) {
            return claim.notShown("no row of " + rule.parent().table() + " was found that has enough");
        }
        Map<String, @Nullable String> reference = GroupKeeper.reference(rule, parent);
        String members = Quoted.name(rule.table()) + " WHERE "
                + GroupKeeper.equal(
                        rule.group(), parent.storedValues(rule.parent().key()));
        int count = population.keeper().count(rule, parent);
        Map<String, String> wrong = new LinkedHashMap<>();
        if (rule.least() > 0) {
            population
                    .compose(parents, Population.Wanted.ANY, null)
                    .ifPresent(values -> wrong.put("a row without any", Row.insert(parents.table(), values)));
            wrong.put(
                    "one less than enough",
                    "DELETE FROM " + Quoted.name(rule.table())
                            + " WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM " + members + " LIMIT "
                            + (count - rule.least() + 1) + ")");
        }
        Integer most = rule.most();
        if (most != null) {
            if (most - count > MOST_ADDED) {
                return claim.notShown("more than " + MOST_ADDED + " rows would have to be made to reach " + most);
            }
            for (int i = count; i < most; i++) {
                Population.Made made = population.addAlone(facts, Population.Wanted.fixed(reference));
                if (made.row() == null) {
                    return claim.notShown("only " + i + " rows were found that belong to one: " + made.why());
                }
            }
            Map<String, String> tooMany = new LinkedHashMap<>();
            population
                    .compose(facts, Population.Wanted.fixed(reference), null)
                    .ifPresent(values -> tooMany.put("one more than the most", Row.insert(facts.table(), values)));
            Proof full = tried(claim, rule, tooMany, "so many were accepted");
            if (rule.least() == 0 || full.outcome() != Proof.Outcome.PASSED) {
                return full;
            }
            Proof few = population.scoped(() -> {
                String all = "DELETE FROM " + members;
                wrong.put("one less than enough", all);
                return tried(claim, rule, wrong, "so many were accepted");
            });
            return few.outcome() == Proof.Outcome.PASSED
                    ? claim.passed(few.detail() + "; " + full.detail(), few.sqlState(), few.statement())
                    : few;
        }
        return tried(claim, rule, wrong, "so many were accepted");
    }

    private Proof addsUp(Claim claim, TableFacts facts, Conservation rule) {
        List<Condition> inGroup = rule.group().stream().map(facts::present).toList();
        Population.Made made = population.add(facts, Population.Wanted.holding(inGroup));
        Row row = made.row();
        if (row == null) {
            return claim.notShown("no group that adds up was found: " + made.why());
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        String table = Quoted.name(rule.table());
        String amount = Quoted.name(rule.amount());
        wrong.put(
                "a changed amount",
                "UPDATE " + table + " SET " + amount + " = " + amount + " + 1 WHERE " + row.isThisRow());
        another(facts, rule, row).ifPresent(insert -> wrong.put("one more row", insert));
        String others = session.rows("SELECT count(*) FROM " + table + " WHERE " + row.matches(rule.group())
                        + " AND NOT (" + row.isThisRow() + ")")
                .single();
        boolean groupStays = rule.ofParent() || !others.equals("0");
        if (groupStays && !String.valueOf(row.stored().get(rule.amount())).matches("-?0(\\.0*)?")) {
            wrong.put("one row less", "DELETE FROM " + table + " WHERE " + row.isThisRow());
        }
        GroupRule.Parent parent = rule.parent();
        if (rule.ofParent() && parent != null) {
            String total = Quoted.name(rule.total());
            wrong.put(
                    "another total",
                    "UPDATE " + Quoted.name(parent.table()) + " SET " + total + " = " + total + " + 1 WHERE "
                            + GroupKeeper.equal(parent.key(), row.storedValues(rule.group())));
        }
        return tried(claim, rule, wrong, "a group that adds up was accepted");
    }

    private Optional<String> another(TableFacts facts, Conservation rule, Row row) {
        Map<String, @Nullable String> fixed = new HashMap<>();
        rule.group().forEach(column -> fixed.put(column, row.stored().get(column)));
        Condition notZero = facts.strict("not zero", Quoted.name(rule.amount()) + " <> 0");
        return population
                .compose(facts, new Population.Wanted(fixed, List.of(notZero)), null)
                .map(values -> Row.insert(facts.table(), values));
    }

    /** Each of the statements must be refused by the rule; what something else refuses shows nothing. */
    private Proof tried(Claim claim, GroupRule rule, Map<String, String> wrong, String good) {
        List<String> refused = new ArrayList<>();
        SqlFailure word = null;
        String statement = null;
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Session.Attempt attempt = population.scoped(() -> trial.attempt(one.getValue()));
            if (attempt.worked()) {
                return claim.failed(one.getKey() + " was accepted", null, one.getValue());
            }
            SqlFailure failure = attempt.failure().orElseThrow();
            boolean byRule = failure.sqlState().equals(States.CHECK)
                    && rule.constraints().contains(String.valueOf(failure.constraint()));
            if (byRule) {
                refused.add(one.getKey());
                word = word == null ? failure : word;
                statement = statement == null ? one.getValue() : statement;
            }
        }
        return word == null
                ? claim.notShown(good + ", but other rules refuse all that would break it")
                : claim.passed(
                        good + "; refused: " + String.join(", ", refused) + ": " + word.message(),
                        word.sqlState(),
                        statement);
    }
}
