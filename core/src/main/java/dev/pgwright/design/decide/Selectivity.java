package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How many rows tables have and how many of them a comparison leaves, as far as the requirements say; the rest is
 * PostgreSQL's own defaults for parameters (src/include/utils/selfuncs.h, PostgreSQL 18), so that what is decided here
 * and what the planner of a generic plan expects are the same.
 */
final class Selectivity {
    /** DEFAULT_RANGE_INEQ_SEL: between two bounds that are parameters. */
    static final double BETWEEN = 0.005;
    /** DEFAULT_INEQ_SEL: beyond one bound that is a parameter. */
    static final double BEYOND = 1d / 3;
    /** DEFAULT_MATCH_SEL: a part or the beginning of a text. */
    static final double MATCH = 0.005;
    /** The planner's guess of how many elements an array parameter has (estimate_array_length). */
    static final int LISTED = 10;

    /** Of rows, those that have a value that nobody requires. */
    private static final double OPTIONAL_PRESENT = 0.5;

    private static final double BUSY_HOUR = 3;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int LANGUAGES = 30;
    private static final int COUNTRIES = 100;
    private static final int CURRENCIES = 30;
    private static final int QUARTERS_OF_AN_HOUR = 96;
    private static final double NUMBERS = 1_000;
    /** Rows rest where their life ends: what a final status has, in shares of what one on the way has. */
    private static final double ENDS = 10;

    private final Mapping mapping;

    Selectivity(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Rows two years after go-live, after retention. */
    double rows(EntityTable table) {
        return stated(table).orElse(Entity.Volume.UNSTATED_ROWS);
    }

    /** The same, where the requirements say it. */
    OptionalDouble stated(EntityTable table) {
        Entity.Volume volume = table.entity().volume();
        if (volume == null) {
            return ofParents(table);
        }
        double horizon = volume.rowsAfter(SchemaDesigner.HORIZON_DAYS);
        Entity.Retention retention = table.entity().retention();
        return OptionalDouble.of(Math.max(
                1, retention == null ? horizon : Math.min(horizon, PartitioningDecision.keptRows(volume, retention))));
    }

    /** Rows of a table of which only is said how many a parent has on average. */
    private OptionalDouble ofParents(EntityTable table) {
        return mapping.references(table.entity().name()).stream()
                .filter(reference -> reference.relationship().average() != null
                        && reference.parent().entity().volume() != null)
                .mapToDouble(reference ->
                        Objects.requireNonNull(reference.relationship().average()) * rows(reference.parent()))
                .max();
    }

    /** Rows inserted a second in the busy hour, which is taken to have three times its share of the day. */
    double insertsPerSecond(EntityTable table) {
        Entity.Volume volume = table.entity().volume();
        return volume == null ? 0 : volume.growthPerDay() / SECONDS_PER_DAY * BUSY_HOUR;
    }

    /** The fraction of rows that have one certain value in each of these columns. */
    double equal(EntityTable table, Collection<String> columns) {
        double rows = rows(table);
        String tenant = mapping.tenantColumn().orElse(null);
        boolean tenantIsImplied =
                columns.stream().anyMatch(column -> !column.equals(tenant) && impliesTenant(table, column));
        double fraction = 1;
        for (String column : columns) {
            if (!column.equals(tenant) || !tenantIsImplied) {
                fraction *= present(table, column) / distinct(table, column);
            }
        }
        return Math.max(fraction, 1 / rows);
    }

    private boolean impliesTenant(EntityTable table, String column) {
        Reference reference = reference(table, column);
        return column.equals(table.idColumn())
                || (reference != null && reference.parent().scoped());
    }

    /** How many different values a column has. */
    double distinct(EntityTable table, String column) {
        double rows = rows(table);
        if (column.equals(mapping.tenantColumn().orElse(null))
                && mapping.requirements().tenancy() != null) {
            return Math.min(
                    rows, rows(mapping.table(mapping.requirements().tenancy().entity())));
        }
        if (column.equals(table.idColumn())) {
            return rows;
        }
        Reference reference = reference(table, column);
        if (reference != null) {
            boolean single = reference.relationship().kind() == Relationship.Kind.ONE_TO_ONE;
            return single ? rows : Math.max(1, Math.min(rows, rows(reference.parent())));
        }
        Attribute attribute = table.entity().attribute(column).orElse(null);
        return Math.max(1, Math.min(rows, attribute == null ? rows : distinct(attribute, rows)));
    }

    private static double distinct(Attribute attribute, double rows) {
        if (attribute.unique()) {
            return rows;
        }
        Long stated = attribute.statistics().distinct();
        if (stated != null) {
            return stated;
        }
        return switch (attribute.type()) {
            case BOOLEAN -> 2;
            case STATUS ->
                attribute.status() == null ? 4 : attribute.status().values().size();
            case COUNTRY -> COUNTRIES;
            case CURRENCY -> CURRENCIES;
            case LANGUAGE -> LANGUAGES;
            case INTEGER, PERCENTAGE -> bounded(attribute);
            case DECIMAL, MONEY, QUANTITY -> rows / 10;
            case TIME, DURATION -> QUARTERS_OF_AN_HOUR;
            case TEXT, CODE, PHONE -> rows / 2;
            case DATE, TIMESTAMP, UUID, IP_ADDRESS, GEO_POINT, FILE, URL, EMAIL, PERIOD, DATE_PERIOD, JSON, TAGS ->
                rows;
        };
    }

    private static double bounded(Attribute attribute) {
        return attribute.minimum() == null || attribute.maximum() == null
                ? NUMBERS
                : new BigDecimal(attribute.maximum())
                        .subtract(new BigDecimal(attribute.minimum()))
                        .add(BigDecimal.ONE)
                        .doubleValue();
    }

    /** The fraction of rows that have a value in a column. */
    double present(EntityTable table, String column) {
        Attribute attribute = table.entity().attribute(column).orElse(null);
        if (attribute != null) {
            return attribute.required() ? 1 : present(attribute);
        }
        Reference reference = reference(table, column);
        if (reference == null || reference.required()) {
            return 1;
        }
        Double average = reference.relationship().average();
        return average == null ? 0.5 : Math.min(1, average * rows(reference.parent()) / rows(table));
    }

    private static double present(Attribute attribute) {
        Double stated = attribute.statistics().present();
        if (stated != null) {
            return stated;
        }
        return OPTIONAL_PRESENT;
    }

    /** The fraction of rows whose status or boolean is one of these values. */
    double share(Attribute attribute, List<String> values) {
        var stated = attribute.statistics().shares();
        List<String> all = attribute.status() == null
                ? List.of("true", "false")
                : attribute.status().values();
        double left = Math.max(
                0, 1 - stated.values().stream().mapToDouble(Double::doubleValue).sum());
        double weights = all.stream()
                .filter(value -> !stated.containsKey(value))
                .mapToDouble(value -> weight(attribute, value))
                .sum();
        return Math.min(
                1,
                values.stream()
                        .mapToDouble(value -> stated.getOrDefault(value, left * weight(attribute, value) / weights))
                        .sum());
    }

    private static double weight(Attribute attribute, String value) {
        var status = attribute.status();
        boolean ends = status != null
                && !status.transitions().isEmpty()
                && attribute.statistics().shares().isEmpty()
                && status.transitions().getOrDefault(value, List.of()).isEmpty();
        return ends ? ENDS : 1;
    }

    /** The fraction of rows of the last days, of a column that is about when a row came. */
    double lastDays(EntityTable table, @Nullable String days) {
        Entity.Volume volume = table.entity().volume();
        if (days == null || volume == null) {
            return BEYOND;
        }
        return Math.min(1, volume.growthPerDay() * Double.parseDouble(days) / rows(table));
    }

    /** Whether the keys of new rows are greater than those of all others: what the server counts, and uuidv7(). */
    boolean ascends(EntityTable table) {
        Entity.IdentityScope scope = table.entity().identity();
        return scope != Entity.IdentityScope.NATURAL
                && PrimaryKeyDecision.leaf(
                                scope, mapping.requirements().project().postgres())
                        != PrimaryKeyDecision.Leaf.UUID_V4;
    }

    private @Nullable Reference reference(EntityTable table, String column) {
        return mapping.references(table.entity().name()).stream()
                .filter(reference -> reference.column().equals(column))
                .findFirst()
                .orElse(null);
    }

    /** The table of a name as that of an entity; of a table that only helps others, such as a list of values, a bare one. */
    EntityTable tableNamed(QualifiedName name) {
        return mapping.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .or(() -> mapping.junctions().stream()
                        .filter(junction -> junction.name().equals(name))
                        .findFirst()
                        .map(junction -> mapping.table(junction.entityName())))
                .orElseGet(() -> helper(name));
    }

    private EntityTable helper(QualifiedName name) {
        Entity entity = new Entity(
                mapping.requirements().project().place(),
                name.name(),
                null,
                name.name(),
                null,
                Entity.IdentityScope.LOCAL,
                null,
                null,
                false,
                true,
                null,
                Entity.Changes.RARELY,
                null,
                List.of(),
                null);
        return new EntityTable(entity, name, false, "", "", List.of(), List.of(), null);
    }
}
