package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.UnitId;
import dev.pgwright.migrate.plan.steps.UnitKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What applications and rows have to be like around a step. */
final class Advice {
    private static final Set<UnitKind> USED =
            Set.of(UnitKind.TABLE, UnitKind.COLUMN, UnitKind.VIEW, UnitKind.ROUTINE, UnitKind.TYPE, UnitKind.SEQUENCE);

    /** What begins so is true behind the last step of a stage only. */
    static final String DEPLOYABLE = "behind it: code that ";

    private final Catalog from;
    private final Catalog to;

    /** Of steps between two schemas. */
    Advice(Catalog from, Catalog to) {
        this.from = from;
        this.to = to;
    }

    /** What application code must have stopped doing before the steps, and what it may do from then on. */
    List<String> coordination(List<SchemaStep> steps) {
        Set<String> said = new LinkedHashSet<>();
        for (SchemaStep step : steps) {
            UnitId unit = step.unit();
            boolean used = USED.contains(unit.kind());
            if (step.action() == Action.REMOVE && used && !step.up().isEmpty()) {
                said.add("before it: no running code may use " + unit + " any more");
            } else if (step.action() == Action.MAKE && used) {
                said.add(DEPLOYABLE + "uses " + unit + " can be deployed");
            } else if (step.action() == Action.MAKE && limits(unit) && isOld(unit)) {
                said.add("before it: no running code may write rows that break " + unit);
            } else if (step.action() == Action.CHANGE && unit.kind() == UnitKind.COLUMN) {
                said.add("around it: sessions must bear both types of " + unit
                        + "; prepared statements that return it fail once and have to be prepared again");
            }
        }
        return List.copyOf(said);
    }

    /** Queries that find rows which the steps would be refused for. */
    List<String> fits(List<SchemaStep> steps) {
        List<String> queries = new ArrayList<>();
        for (SchemaStep step : steps) {
            if (step.action() == Action.MAKE && limits(step.unit()) && isOld(step.unit())) {
                misfits(step.unit()).ifPresent(queries::add);
            }
        }
        return queries;
    }

    private static boolean limits(UnitId unit) {
        return unit.kind() == UnitKind.NOT_NULL
                || unit.kind() == UnitKind.CONSTRAINT
                || unit.kind() == UnitKind.FOREIGN_KEY;
    }

    /** Whether it is of a table that has rows by now. */
    private boolean isOld(UnitId unit) {
        return UnitPlaces.table(unit, from).isPresent();
    }

    private Optional<String> misfits(UnitId unit) {
        Table table = UnitPlaces.table(unit, to).orElseThrow(() -> new IllegalStateException("no table of " + unit));
        Table old = UnitPlaces.table(unit, from).orElseThrow(() -> new IllegalStateException("no table of " + unit));
        String name = sql(table.name());
        String part = UnitPlaces.nameIn(table, unit);
        if (unit.kind() == UnitKind.NOT_NULL) {
            return old.column(part).isEmpty()
                    ? Optional.empty()
                    : Optional.of("SELECT * FROM " + name + " WHERE " + quoteIdentifier(part) + " IS NULL");
        }
        return table.constraints().stream()
                .filter(constraint -> part.equals(constraint.name()))
                .findFirst()
                .flatMap(constraint -> misfits(name, old, constraint));
    }

    private static Optional<String> misfits(String name, Table old, Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return Optional.of("SELECT * FROM " + name + " WHERE NOT (" + check.expression() + ")");
        } else if (constraint instanceof Constraint.Unique unique && has(old, unique.columns())) {
            return Optional.of(duplicates(name, unique.columns(), !unique.nullsNotDistinct()));
        } else if (constraint instanceof Constraint.PrimaryKey key && has(old, key.columns())) {
            return Optional.of(duplicates(name, key.columns(), false));
        } else if (constraint instanceof Constraint.ForeignKey key && has(old, key.columns()) && !key.period()) {
            String match = IntStream.range(0, key.columns().size())
                    .mapToObj(
                            i -> "r." + quoteIdentifier(key.referencedColumns().get(i)) + " = t."
                                    + quoteIdentifier(key.columns().get(i)))
                    .collect(Collectors.joining(" AND "));
            String known = key.columns().stream()
                    .map(column -> "t." + quoteIdentifier(column) + " IS NOT NULL")
                    .collect(Collectors.joining(" AND "));
            return Optional.of("SELECT t.* FROM " + name + " t WHERE " + known + " AND NOT EXISTS (SELECT FROM "
                    + sql(key.referenced()) + " r WHERE " + match + ")");
        }
        return Optional.empty();
    }

    private static boolean has(Table table, List<String> columns) {
        return columns.stream().allMatch(column -> table.column(column).isPresent());
    }

    private static String duplicates(String table, List<String> columns, boolean exceptNulls) {
        String list = columns.stream().map(column -> quoteIdentifier(column)).collect(Collectors.joining(", "));
        String known = columns.stream()
                .map(column -> quoteIdentifier(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "SELECT " + list + ", count(*) FROM " + table + (exceptNulls ? " WHERE " + known : "") + " GROUP BY "
                + list + " HAVING count(*) > 1";
    }

    private static String sql(QualifiedName name) {
        return quoteIdentifier(name.schema(), name.name());
    }
}
