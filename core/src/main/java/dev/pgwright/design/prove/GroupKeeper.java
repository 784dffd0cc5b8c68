package dev.pgwright.design.prove;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.GroupRule.Cardinality;
import dev.pgwright.design.model.GroupRule.Conservation;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows as a transaction must leave them where rules speak of groups of rows: what a new row breaks, other rows
 * mend, and only then the deferred checks run.
 */
final class GroupKeeper {
    private static final String DEFER = "SET CONSTRAINTS ALL DEFERRED";
    private static final String CHECK = "SET CONSTRAINTS ALL IMMEDIATE";

    private final Session session;
    private final Population population;
    private final List<GroupRule> rules;
    private final Map<QualifiedName, String> broken = new HashMap<>();
    private final Deque<Row> added = new ArrayDeque<>();
    private boolean open;

    GroupKeeper(Session session, Population population, List<GroupRule> rules) {
        this.session = session;
        this.population = population;
        this.rules = new ArrayList<>(rules);
    }

    /** Tables for which no good rows could be made because of a rule of groups, and why. */
    Map<QualifiedName, String> broken() {
        return broken;
    }

    /** To be told of every row that is added. */
    void added(Row row) {
        added.add(row);
    }

    /** Adds a row and what its groups want beside it; all or nothing. */
    Population.Made with(Supplier<Population.Made> adding) {
        if (rules.isEmpty() || open) {
            return adding.get();
        }
        Population.Checkpoint before = begin();
        Population.Made made = adding.get();
        Optional<SqlFailure> refused = made.row() == null ? Optional.empty() : completed();
        boolean good = made.row() != null && refused.isEmpty();
        end(before, good);
        return refused.isPresent()
                ? new Population.Made(null, "with the rows that belong to it the server refused it: " + refused.get())
                : made.row() == null ? made : new Population.Made(population.again(made.row()), "");
    }

    /** Adds many rows, then what their groups want; a rule for which that is not found is set aside and reported. */
    <T> T together(Supplier<T> adding) {
        while (true) {
            if (rules.isEmpty()) {
                return adding.get();
            }
            Population.Checkpoint before = begin();
            T made = adding.get();
            Optional<SqlFailure> refused = completed();
            Optional<GroupRule> culprit = refused.flatMap(this::rule);
            end(before, culprit.isEmpty());
            if (culprit.isEmpty()) {
                return made;
            }
            broken.put(
                    culprit.get().table(),
                    "no rows were found that keep "
                            + culprit.get().constraints().get(0) + ": "
                            + refused.map(SqlFailure::message).orElse(""));
            setAside(culprit.get());
        }
    }

    private Population.Checkpoint begin() {
        open = true;
        added.clear();
        session.execute("SAVEPOINT pgwright_group");
        session.execute(DEFER);
        return population.checkpoint();
    }

    private void end(Population.Checkpoint before, boolean good) {
        open = false;
        if (!good) {
            session.execute("ROLLBACK TO SAVEPOINT pgwright_group");
            population.backTo(before);
        }
        session.execute("RELEASE SAVEPOINT pgwright_group");
    }

    private Optional<SqlFailure> completed() {
        while (!added.isEmpty()) {
            Row row = added.remove();
            for (GroupRule rule : rules) {
                complete(rule, row);
            }
        }
        return session.attempt(CHECK, DEFER).failure();
    }

    private Optional<GroupRule> rule(SqlFailure failure) {
        return rules.stream()
                .filter(rule -> rule.constraints().contains(String.valueOf(failure.constraint())))
                .findFirst();
    }

    boolean isOfGroup(SqlFailure failure) {
        return failure.sqlState().equals(States.CHECK) && rule(failure).isPresent();
    }

    private void setAside(GroupRule rule) {
        rules.remove(rule);
        for (String name : rule.constraints()) {
            session.rows("SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = ? AND tgparentid = 0", name)
                    .first()
                    .forEach(table -> session.execute("DROP TRIGGER " + Quoted.name(name) + " ON " + table));
        }
    }

    private void complete(GroupRule rule, Row row) {
        if (rule instanceof Cardinality cardinality
                && row.table().name().equals(cardinality.parent().table())) {
            enough(cardinality, row);
        } else if (rule instanceof Conservation conservation) {
            GroupRule.Parent parent = rule.parent();
            if (row.table().name().equals(rule.table())) {
                members(conservation, row);
            } else if (conservation.ofParent()
                    && parent != null
                    && row.table().name().equals(parent.table())) {
                ofParent(conservation, parent, row);
            }
        }
    }

    private void enough(Cardinality rule, Row row) {
        Map<String, @Nullable String> reference = reference(rule, row);
        for (int i = count(rule, row); i < rule.least(); i++) {
            population.addAlone(population.facts(rule.table()), Population.Wanted.fixed(reference));
        }
    }

    static Map<String, @Nullable String> reference(Cardinality rule, Row row) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < rule.group().size(); i++) {
            values.put(rule.group().get(i), row.stored().get(rule.parent().key().get(i)));
        }
        return values;
    }

    /** How many rows belong to a row of the one side. */
    int count(Cardinality rule, Row row) {
        return Integer.parseInt(session.rows("SELECT count(*) FROM " + Quoted.name(rule.table()) + " WHERE "
                        + equal(rule.group(), row.storedValues(rule.parent().key())))
                .single());
    }

    private void members(Conservation rule, Row row) {
        if (row.storedValues(rule.group()).stream().anyMatch(Objects::isNull)) {
            return;
        }
        String gap = session.rows("SELECT " + wanted(rule, row) + " - " + sum(rule, row))
                .single();
        if (gap.matches("0(\\.0*)?")) {
            return;
        }
        if (rule.ofParent()) {
            GroupRule.Parent parent = Objects.requireNonNull(rule.parent());
            String update = "UPDATE " + Quoted.name(parent.table()) + " SET " + Quoted.name(rule.total()) + " = "
                    + sum(rule, row) + " WHERE " + equal(parent.key(), row.storedValues(rule.group()));
            if (session.attempt(update).worked()) {
                List.copyOf(population.rows(parent.table())).forEach(population::again);
                return;
            }
        } else if (population
                        .addAlone(population.facts(rule.table()), fixed(rule, rule.group(), row, gap))
                        .row()
                != null) {
            return;
        }
        String table = Quoted.name(rule.table());
        String amount = Quoted.name(rule.amount());
        String change = "UPDATE " + table + " SET " + amount + " = " + amount + " + (" + gap + ") WHERE ";
        if (!session.attempt(change + row.isThisRow()).worked()) {
            // the one that has most to give, or least
            session.attempt(change + "(tableoid, ctid) IN (SELECT tableoid, ctid FROM " + table + " WHERE "
                    + row.matches(rule.group()) + " ORDER BY " + amount + (gap.startsWith("-") ? " DESC" : "")
                    + " LIMIT 1)");
        }
        List.copyOf(population.rows(rule.table())).forEach(population::again);
    }

    private void ofParent(Conservation rule, GroupRule.Parent parent, Row row) {
        String sum = "(SELECT coalesce(sum(" + Quoted.name(rule.amount()) + "), 0) FROM " + Quoted.name(rule.table())
                + " WHERE " + equal(rule.group(), row.storedValues(parent.key())) + ")";
        String total = row.stored().get(rule.total());
        if (total == null) {
            return;
        }
        String update = "UPDATE " + Quoted.name(parent.table()) + " SET " + Quoted.name(rule.total()) + " = " + sum
                + " WHERE " + row.isThisRow();
        if (session.attempt(update).worked()) {
            population.again(row);
            return;
        }
        String gap = session.rows("SELECT " + total + " - " + sum).single();
        population.addAlone(population.facts(rule.table()), fixed(rule, parent.key(), row, gap));
    }

    private static Population.Wanted fixed(Conservation rule, List<String> key, Row row, String amount) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < key.size(); i++) {
            values.put(rule.group().get(i), row.stored().get(key.get(i)));
        }
        values.put(rule.amount(), amount);
        return Population.Wanted.fixed(values);
    }

    private static String wanted(Conservation rule, Row row) {
        GroupRule.Parent parent = rule.parent();
        return rule.ofParent() && parent != null
                ? "(SELECT coalesce(" + Quoted.name(rule.total()) + ", " + sum(rule, row) + ") FROM "
                        + Quoted.name(parent.table()) + " WHERE "
                        + equal(parent.key(), row.storedValues(rule.group())) + ")"
                : rule.total();
    }

    /** The sum over the group of a row. */
    static String sum(Conservation rule, Row row) {
        return "(SELECT coalesce(sum(" + Quoted.name(rule.amount()) + "), 0) FROM " + Quoted.name(rule.table())
                + " WHERE " + row.matches(rule.group()) + ")";
    }

    static String equal(List<String> columns, List<@Nullable String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(Quoted.name(columns.get(i)) + " = "
                    + Quoted.literal(values.get(i)).strip());
        }
        return parts.stream().collect(Collectors.joining(" AND "));
    }
}
