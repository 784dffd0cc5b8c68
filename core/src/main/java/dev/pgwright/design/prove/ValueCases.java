package dev.pgwright.design.prove;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims about the values of single rows: NOT NULL, enums, domains, generated columns, checks. */
final class ValueCases {
    private static final String NO_VALUE = "not a value of this type";

    private final Session session;
    private final Population population;
    private final Trial trial;

    ValueCases(Session session, Population population, Trial trial) {
        this.session = session;
        this.population = population;
        this.trial = trial;
    }

    List<Case> of(TableFacts facts) {
        List<Case> cases = new ArrayList<>();
        for (Column column : facts.table().columns()) {
            if (column.generated() != null) {
                cases.add(generated(facts, column));
                continue;
            }
            if (column.identity() != null && column.identity().always()) {
                cases.add(generated(facts, column));
            }
            if (!facts.isNullable(column.name())) {
                cases.add(notNull(facts, column));
            }
            ColumnType type = facts.type(column.name());
            type.enumeration().ifPresent(enumeration -> cases.add(enumeration(facts, column, enumeration)));
            for (DomainType domain : type.domains()) {
                if (!type.array()) {
                    domain.checks().forEach(check -> cases.add(domain(facts, column, domain, check)));
                }
            }
        }
        facts.table().of(Constraint.Check.class).forEach(check -> cases.add(check(facts, check)));
        return cases;
    }

    private static String in(TableFacts facts, String name) {
        return facts.table().name() + "." + name;
    }

    private static Map<String, @Nullable String> with(Row row, String column, @Nullable String value) {
        Map<String, @Nullable String> values = new HashMap<>(row.given());
        values.put(column, value);
        return values;
    }

    private Case notNull(TableFacts facts, Column column) {
        Claim claim =
                new Claim(Proof.Kind.NOT_NULL, in(facts, column.name()), in(facts, column.name()) + " is never null");
        return new Case(claim, rows -> {
            Map<String, @Nullable String> values = with(rows.spare(), column.name(), null);
            String relation = Quoted.name(facts.table().name());
            if (isPartitionKey(facts.table(), column.name())) {
                relation = partitionOf(rows.present());
                numbered(facts, rows.spare(), column).forEach(values::put);
            }
            String statement = Row.insert(relation, facts.table(), values);
            boolean byDomain =
                    facts.type(column.name()).domains().stream().anyMatch(DomainType::notNull) && !column.notNull();
            Trial.Expected expected = byDomain
                    ? Trial.Expected.state(States.NOT_NULL)
                    : Trial.Expected.column(States.NOT_NULL, column.name());
            return refusal(claim, facts, statement, expected, "a null was");
        });
    }

    /** What the server numbers in the parent table; its partitions do not before PostgreSQL 17. */
    private static Map<String, @Nullable String> numbered(TableFacts facts, Row row, Column but) {
        Map<String, @Nullable String> values = new HashMap<>();
        facts.writable().stream()
                .filter(column -> Population.isNumberedByServer(column) && !column.equals(but))
                .forEach(column -> values.put(column.name(), row.stored().get(column.name())));
        return values;
    }

    private static boolean isPartitionKey(Table table, String column) {
        return table.partitioning() != null
                && table.partitioning().keys().stream().map(IndexElement::key).anyMatch(key -> key.equals(column));
    }

    /** A null finds no partition, so it has to be put into one to meet the NOT NULL. */
    private String partitionOf(Row present) {
        return session.rows("SELECT tableoid::regclass FROM "
                        + Quoted.name(present.table().name()) + " WHERE " + present.isThisRow() + " LIMIT 1")
                .single();
    }

    private Case generated(TableFacts facts, Column column) {
        Claim claim = new Claim(
                Proof.Kind.GENERATED,
                in(facts, column.name()),
                in(facts, column.name()) + " is always the server's own value");
        return new Case(claim, rows -> {
            Map<String, @Nullable String> values = new HashMap<>(rows.spare().given());
            values.remove(column.name());
            values.put(column.name(), rows.spare().stored().get(column.name()));
            String statement =
                    Row.insert(facts.table(), values).replace(" OVERRIDING SYSTEM VALUE VALUES (", " VALUES (");
            return refusal(claim, facts, statement, Trial.Expected.state(States.GENERATED_ALWAYS), "a value was");
        });
    }

    private Case enumeration(TableFacts facts, Column column, EnumType enumeration) {
        Claim claim = new Claim(
                Proof.Kind.ENUM,
                in(facts, column.name()),
                in(facts, column.name()) + " is one of the values of " + enumeration.name() + " and nothing else");
        return new Case(claim, rows -> {
            for (String value : enumeration.values()) {
                String cast =
                        "SELECT CAST(" + Quoted.literal(value).strip() + " AS " + Quoted.name(enumeration.name()) + ")";
                Optional<Proof> refused = session.attempt(cast).failure().map(failure -> claim.failed(failure, cast));
                if (refused.isPresent()) {
                    return refused.get();
                }
            }
            String value = facts.type(column.name()).array() ? "{\"" + NO_VALUE + "\"}" : NO_VALUE;
            String statement = Row.insert(facts.table(), with(rows.spare(), column.name(), value));
            return refusal(
                    claim,
                    facts,
                    statement,
                    Trial.Expected.state(States.INVALID_TEXT),
                    "its " + enumeration.values().size() + " values were accepted, another was");
        });
    }

    private Case domain(TableFacts facts, Column column, DomainType domain, DomainType.DomainCheck check) {
        Claim claim = new Claim(
                Proof.Kind.DOMAIN,
                in(facts, column.name()) + "." + check.name(),
                in(facts, column.name()) + " satisfies " + check.name() + " of " + domain.name());
        return new Case(
                claim,
                rows -> violation(claim, facts, rows, facts.domainCondition(column.name(), check), check.name()));
    }

    private Case check(TableFacts facts, Constraint.Check check) {
        Claim claim = new Claim(
                Proof.Kind.CHECK,
                in(facts, check.name()),
                "every row of " + facts.table().name() + " satisfies " + check.name() + ": " + check.expression());
        return new Case(
                claim,
                rows -> check.enforced()
                        ? violation(claim, facts, rows, facts.condition(check), check.name())
                        : claim.notShown("the design declares it NOT ENFORCED, so it refuses nothing"));
    }

    private Proof violation(Claim claim, TableFacts facts, Case.GoodRows rows, Condition condition, String constraint) {
        if (condition.columns().isEmpty()) {
            return claim.notShown("it speaks of no column, so no row can violate it alone");
        }
        Optional<Map<String, @Nullable String>> bad = badRow(facts, rows.spare(), condition);
        if (bad.isEmpty()) {
            return claim.notShown("no values among those tried violate it");
        }
        String statement = Row.insert(facts.table(), bad.get());
        return refusal(
                claim, facts, statement, Trial.Expected.constraint(States.CHECK, constraint), "a violating row was");
    }

    /** As near to the good row as can be; only then with other conditions violated as well. */
    private Optional<Map<String, @Nullable String>> badRow(TableFacts facts, Row spare, Condition violated) {
        Map<String, @Nullable String> kept = new HashMap<>(spare.given());
        violated.columns().forEach(kept::remove);
        Set<String> references = facts.foreignKeyColumns();
        if (violated.columns().stream().noneMatch(references::contains)) {
            Optional<Map<String, @Nullable String>> near =
                    population.composeWithoutParents(facts, Population.Wanted.fixed(kept), violated);
            if (near.isPresent()) {
                return near;
            }
        }
        Optional<Map<String, @Nullable String>> other = population.compose(facts, Population.Wanted.ANY, violated);
        if (other.isPresent()) {
            return other;
        }
        Optional<Map<String, @Nullable String>> alone =
                population.composeWithoutParents(facts, Population.Wanted.ANY, violated);
        return alone.isPresent() ? alone : population.composeViolating(facts, kept, violated);
    }

    private Proof refusal(Claim claim, TableFacts facts, String statement, Trial.Expected expected, String what) {
        return population.scoped(() -> {
            Trial.Result result = trial.refused(facts.table(), statement, expected);
            return Decisions.refusal(claim, result, what);
        });
    }
}
