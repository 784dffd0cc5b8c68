package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.data.TableProfile;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Relationship;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the values of every column are spread: as the requirements say, else as the guide to them says. */
final class Profiles {
    private static final double OPTIONAL_PRESENT = 0.5;
    private static final double SECONDS_A_DAY = 86_400;
    private static final int DAYS_OF_HISTORY = 730;
    private static final int CHILDREN_OF_A_NODE = 8;

    private final Design design;
    private final Volumes volumes;
    private final Instant until;
    private final Map<QualifiedName, EntityTable> entities = new HashMap<>();

    private Profiles(Design design, Volumes volumes, Instant until) {
        this.design = design;
        this.volumes = volumes;
        this.until = until.truncatedTo(ChronoUnit.SECONDS);
        design.mapping().tables().forEach(table -> entities.put(table.name(), table));
        for (Junction junction : design.mapping().junctions()) {
            entities.put(junction.name(), design.mapping().table(junction.entityName()));
        }
    }

    /**
     * Of every table that is no partition, with what its checks make of the columns.
     *
     * @param until the latest moment that is in the data
     */
    static Map<QualifiedName, TableProfile> of(Design design, Volumes volumes, Instant until) {
        Map<QualifiedName, TableProfile> all = beforeChecks(design, volumes, until);
        all.replaceAll((name, profile) ->
                Presence.ofChecks(design.catalog().table(name).orElseThrow(), profile));
        return all;
    }

    /** The same as if there were no checks: rows that are made by it are changed where a check wants it. */
    static Map<QualifiedName, TableProfile> beforeChecks(Design design, Volumes volumes, Instant until) {
        Profiles profiles = new Profiles(design, volumes, until);
        Map<QualifiedName, TableProfile> all = new LinkedHashMap<>();
        for (Table table : design.catalog().tables()) {
            if (table.partitionOf() == null) {
                all.put(table.name(), profiles.table(table));
            }
        }
        return all;
    }

    private TableProfile table(Table table) {
        long rows = volumes.of(table.name());
        List<ColumnProfile> columns = new ArrayList<>();
        Map<String, Reference> references = new HashMap<>();
        EntityTable entity = entities.get(table.name());
        if (entity != null) {
            design.mapping()
                    .references(entity.entity().name())
                    .forEach(reference -> references.put(reference.column(), reference));
        }
        for (Column column : table.columns()) {
            Reference reference = references.get(column.name());
            Attribute attribute = entity == null
                    ? null
                    : entity.entity().attribute(column.name()).orElse(null);
            ColumnProfile profile = attribute != null
                    ? ofAttribute(table, column, attribute, rows)
                    : reference != null ? ofReference(table, column, reference, rows) : ofOwn(table, column, rows);
            columns.add(profile);
        }
        return TableProfile.of(table.name(), rows, columns);
    }

    /** With a natural key, the reference is as wide as the key. */
    private ColumnProfile ofReference(Table table, Column column, Reference reference, long rows) {
        ColumnProfile profile = spread(table, column, reference, rows);
        EntityTable parent = reference.parent();
        return parent.entity()
                .attribute(parent.idColumn())
                .map(key -> Defaults.profile(
                        key,
                        0,
                        Math.max(1, volumes.of(parent.name())),
                        design.examples().getOrDefault(new ColumnName(parent.name(), parent.idColumn()), List.of())))
                .map(key -> profile.withText(key.length(), key.template()).withSpan(key.from(), key.step()))
                .orElse(profile);
    }

    private ColumnProfile spread(Table table, Column column, Reference reference, long rows) {
        Relationship relationship = reference.relationship();
        long parents = Math.max(1, volumes.of(reference.parent().name()));
        boolean pairs = relationship.kind() == Relationship.Kind.ONE_TO_ONE;
        if (reference.parent().name().equals(table.name()) && !pairs) {
            // a tree
            double roots = column.notNull() ? 0 : 1d / CHILDREN_OF_A_NODE;
            return ColumnProfile.of(column.name(), roots, Math.max(1, rows / CHILDREN_OF_A_NODE), Order.RANDOM);
        }
        double present = 1;
        if (!column.notNull()) {
            Double average = relationship.average();
            present = average == null || rows == 0 ? OPTIONAL_PRESENT : Math.min(1, average * parents / rows);
        }
        boolean together = column.notNull() && withParent(relationship) && first(table, reference);
        if (!together) {
            double different =
                    pairs || isInTurn(table, column) ? Math.min(rows * present, parents) : met(rows * present, parents);
            return ColumnProfile.of(column.name(), 1 - present, Math.max(1, different), Order.RANDOM);
        }
        Order order = reference.parent().idType().equals("uuid")
                        && !hasOrderedKeys(reference.parent().name())
                ? Order.WITH_UNORDERED_PARENT
                : Order.WITH_PARENT;
        return ColumnProfile.of(column.name(), 1 - present, Math.max(1, Math.min(parents, rows)), order);
    }

    /** Parents take turns where the periods of each may not overlap. */
    private static boolean isInTurn(Table table, Column column) {
        return table.constraints().stream()
                .filter(Constraint.Exclusion.class::isInstance)
                .map(Constraint.Exclusion.class::cast)
                .flatMap(exclusion -> exclusion.elements().stream())
                .anyMatch(element -> element.element().key().equals(column.name()));
    }

    /** How many of the parents are met when each row takes any of them. */
    private static double met(double rows, double parents) {
        return Math.max(1, Math.floor(parents * -Math.expm1(-rows / parents)));
    }

    private static boolean withParent(Relationship relationship) {
        return relationship.owned() || relationship.kind() == Relationship.Kind.ONE_TO_ONE;
    }

    /** Rows come with one parent only: the first that they are a part of. */
    private boolean first(Table table, Reference reference) {
        EntityTable entity = entities.get(table.name());
        return entity != null
                && design.mapping().references(entity.entity().name()).stream()
                        .filter(other -> other.required() && withParent(other.relationship()))
                        .findFirst()
                        .filter(reference::equals)
                        .isPresent();
    }

    private boolean hasOrderedKeys(QualifiedName table) {
        return design.catalog()
                .table(table)
                .flatMap(found -> found.column("id"))
                .map(Column::defaultExpression)
                .filter(expression -> expression.startsWith("uuidv7"))
                .isPresent();
    }

    /** A column that the design made: keys, times of change, the tenant, the currency of an amount. */
    private ColumnProfile ofOwn(Table table, Column column, long rows) {
        String name = column.name();
        double most = Math.max(1, rows);
        List<String> listed = design.examples().getOrDefault(new ColumnName(table.name(), name), List.of());
        if (column.type().equals("text") && !listed.isEmpty() && !name.endsWith("_currency")) {
            // which kind of an entity a row is
            return Defaults.codes(
                    name,
                    column.notNull() ? 0 : 0.5,
                    listed.stream()
                            .map(literal -> literal.substring(1, literal.length() - 1))
                            .toList());
        }
        if (column.type().equals("tsvector")) {
            // made of texts that may be missing, but never missing itself
            return ColumnProfile.of(name, 0, most, Order.RANDOM);
        }
        for (ForeignKey key : table.foreignKeys()) {
            if (key.columns().equals(List.of(name))) {
                long parents = Math.max(1, volumes.of(key.referenced()));
                return ColumnProfile.of(name, column.notNull() ? 0 : 0.5, Math.min(most, parents), Order.RANDOM);
            }
        }
        var tenancy = design.mapping().requirements().tenancy();
        if (tenancy != null
                && design.mapping().tenantColumn().filter(name::equals).isPresent()) {
            long tenants = volumes.of(design.mapping().table(tenancy.entity()).name());
            return ColumnProfile.of(name, 0, Math.min(most, Math.max(1, tenants)), Order.RANDOM);
        }
        boolean moment = column.type().equals("timestamp with time zone");
        if (moment) {
            return moments(ColumnProfile.of(name, column.notNull() ? 0 : 0.5, most, Order.ASCENDING), table);
        }
        if (column.identity() != null) {
            return ColumnProfile.of(name, 0, most, Order.ASCENDING).withSpan(1, 1);
        }
        String expression = column.defaultExpression();
        if (column.type().equals("uuid")) {
            boolean ordered = expression != null && expression.startsWith("uuidv7");
            return ColumnProfile.of(name, 0, most, ordered ? Order.ASCENDING : Order.RANDOM);
        }
        if (name.endsWith("_currency")) {
            return Defaults.codes(name, column.notNull() ? 0 : 0.5, Defaults.CURRENCIES);
        }
        return ColumnProfile.of(name, column.notNull() ? 0 : 0.5, most, Order.RANDOM)
                .withText(column.type().equals("text") ? 12 : 0, null);
    }

    private ColumnProfile ofAttribute(Table table, Column column, Attribute attribute, long rows) {
        Double stated = attribute.statistics().present();
        double present = column.notNull() ? 1 : stated == null ? OPTIONAL_PRESENT : stated;
        ColumnProfile profile = Defaults.profile(
                attribute,
                1 - present,
                Math.max(1, Math.floor(rows * present)),
                design.examples().getOrDefault(new ColumnName(table.name(), column.name()), List.of()));
        return switch (attribute.type()) {
            case TIMESTAMP, PERIOD -> moments(profile, table);
            case DATE, DATE_PERIOD -> {
                double days = days(table);
                double distinct = Math.min(profile.distinct(), days);
                yield ColumnProfile.of(profile.column(), profile.nullFraction(), distinct, Order.ASCENDING)
                        .withSpan(Math.floor(until.getEpochSecond() / SECONDS_A_DAY) - days, days / distinct);
            }
            default -> profile;
        };
    }

    private ColumnProfile moments(ColumnProfile profile, Table table) {
        double span = days(table) * SECONDS_A_DAY;
        return profile.withSpan(until.getEpochSecond() - span, span / profile.distinct());
    }

    /** How many days back the rows of a table go: what is kept, or what two years and the rows before them make. */
    private double days(Table table) {
        EntityTable entity = entities.get(table.name());
        return entity == null || entity.entity().retention() == null
                ? 2d * DAYS_OF_HISTORY
                : entity.entity().retention().days();
    }
}
