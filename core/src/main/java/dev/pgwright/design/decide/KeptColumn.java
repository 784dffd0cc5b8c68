package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Generated;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Derived;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.TableNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column that triggers keep. The SQL of its fields speaks of rows of the children as {@code c}; in {@code change} and
 * {@code changed} these have a {@code sign}: 1 for those that came, -1 for those that went.
 *
 * @param initial its value without children
 * @param all its value from all children of one parent
 * @param change what a set of changed children adds to it; null when it must be computed anew
 * @param changed whether a set of changed children changes it
 */
record KeptColumn(
        String name,
        String type,
        String initial,
        String all,
        @Nullable String change,
        String changed) {
    /** The columns that hold an attribute: an average is held as its sum and its number. */
    static List<KeptColumn> of(Mapping mapping, Entity entity, Attribute attribute) {
        Derived.OverChildren children = children(attribute);
        String condition = condition(mapping, children, "c");
        String type = TypeDecision.columnType(attribute, attribute.name()).sql();
        String zero = attribute.type() == BusinessType.DURATION ? "'0'" : "0";
        List<KeptColumn> columns = new ArrayList<>();
        String value = children.path() == null ? "" : "c." + Identifier.sql(children.path());
        switch (children.function()) {
            case COUNT -> columns.add(count(attribute.name(), "*", condition));
            case SUM -> columns.add(sum(attribute.name(), type, zero, value, condition));
            case AVERAGE -> {
                String sumType = attribute.type() == BusinessType.DURATION ? "interval" : "numeric";
                columns.add(sum(partName(entity, attribute, "_sum"), sumType, zero, value, condition));
                if (sharedCount(mapping, entity, children).isEmpty()) {
                    String present = value + " IS NOT NULL";
                    columns.add(count(
                            partName(entity, attribute, "_count"),
                            value,
                            condition.isEmpty() ? present : condition + " AND " + present));
                }
            }
            case MINIMUM, MAXIMUM -> {
                String function = children.function() == Function.MINIMUM ? "min(" : "max(";
                String all = function + value + ")" + filter(condition);
                String and = condition.isEmpty() ? "" : " AND " + condition;
                columns.add(new KeptColumn(
                        attribute.name(),
                        type,
                        "NULL",
                        all,
                        null,
                        function + value + ") FILTER (WHERE c.sign = 1" + and + ") IS DISTINCT FROM " + function + value
                                + ") FILTER (WHERE c.sign = -1" + and + ")"));
            }
        }
        return columns;
    }

    /** A kept count of the same children, each of which has a value: it divides the sum as well as a count of its own. */
    private static Optional<String> sharedCount(Mapping mapping, Entity entity, Derived.OverChildren children) {
        boolean always = mapping.requirements()
                .entity(children.entity())
                .flatMap(child -> child.attribute(String.valueOf(children.path())))
                .filter(Attribute::required)
                .isPresent();
        return entity.attributes().stream()
                .filter(other -> always
                        && other.overChildren() != null
                        && other.overChildren().function() == Function.COUNT
                        && other.overChildren().entity().equals(children.entity())
                        && condition(mapping, other.overChildren(), "c").equals(condition(mapping, children, "c"))
                        && DerivedAggregateDecision.isKept(mapping.requirements(), entity, other))
                .map(Attribute::name)
                .findFirst();
    }

    private static KeptColumn count(String name, String counted, String condition) {
        String change = "coalesce(sum(c.sign)" + filter(condition) + ", 0)";
        return new KeptColumn(
                name, "bigint", "0", "count(" + counted + ")" + filter(condition), change, change + " <> 0");
    }

    private static KeptColumn sum(String name, String type, String zero, String value, String condition) {
        String change = "coalesce(sum(c.sign * " + value + ")" + filter(condition) + ", " + zero + ")";
        return new KeptColumn(
                name,
                type,
                zero,
                "coalesce(sum(" + value + ")" + filter(condition) + ", " + zero + ")",
                change,
                change + " <> " + zero);
    }

    private static String filter(String condition) {
        return condition.isEmpty() ? "" : " FILTER (WHERE " + condition + ")";
    }

    /** A name for a part of an attribute that no attribute of the entity has. */
    private static String partName(Entity entity, Attribute attribute, String suffix) {
        String name = attribute.name() + suffix;
        while (entity.attribute(name).isPresent()) {
            name += "_";
        }
        return name;
    }

    private static Derived.OverChildren children(Attribute attribute) {
        Derived.OverChildren children = attribute.overChildren();
        if (children == null) {
            throw new IllegalStateException(attribute.name() + " is no aggregate over children");
        }
        return children;
    }

    Column column(Attribute attribute) {
        Column column = Column.of(name, type);
        String comment = attribute.description() == null ? "" : attribute.description() + ". ";
        String described = comment + "Kept by triggers on "
                + TableNames.plural(children(attribute).entity()).replace('_', ' ');
        return (initial.equals("NULL") ? column : column.withNotNull().withDefault(initial)).withComment(described);
    }

    /** The column of an average, made of the two that hold it. */
    static Column average(Mapping mapping, Entity entity, Attribute attribute) {
        List<KeptColumn> parts = of(mapping, entity, attribute);
        String counted = sharedCount(mapping, entity, children(attribute))
                .orElseGet(() -> parts.get(parts.size() - 1).name());
        String count = "NULLIF(" + Identifier.sql(counted) + ", 0)";
        // there is no division of an interval by a bigint
        String divisor = attribute.type() == BusinessType.DURATION ? count + "::double precision" : count;
        return Column.of(
                        attribute.name(),
                        TypeDecision.columnType(attribute, attribute.name()).sql())
                .withGenerated(new Generated(Identifier.sql(parts.get(0).name()) + " / " + divisor, true))
                .withComment(attribute.description());
    }

    /** Columns of the children that decide which of them count and for how much. */
    static Set<String> watched(Mapping mapping, Derived.OverChildren children) {
        Set<String> columns = new LinkedHashSet<>();
        children.filters()
                .forEach(filter -> columns.add(PathResolver.resolve(mapping, children.entity(), filter.path())
                        .column()));
        if (children.path() != null) {
            columns.add(children.path());
        }
        return columns;
    }

    /**
     * Which children count, as SQL; empty when all do.
     *
     * @param alias of the children; empty for bare column names
     */
    static String condition(Mapping mapping, Derived.OverChildren children, String alias) {
        return ConstantConditions.of(mapping, children.entity(), children.filters(), alias);
    }

    /** The aggregate itself, for a query over the children as {@code alias}. */
    static String aggregate(Mapping mapping, Derived.OverChildren children, String alias) {
        String value = children.path() == null ? "*" : alias + "." + Identifier.sql(children.path());
        return switch (children.function()) {
            case COUNT -> "count(*)";
            case SUM -> {
                boolean interval = mapping.requirements()
                        .entity(children.entity())
                        .flatMap(entity -> entity.attribute(String.valueOf(children.path())))
                        .filter(attribute -> attribute.type() == BusinessType.DURATION)
                        .isPresent();
                yield "coalesce(sum(" + value + "), " + (interval ? "'0'" : "0") + ")";
            }
            case AVERAGE -> "avg(" + value + ")";
            case MINIMUM -> "min(" + value + ")";
            case MAXIMUM -> "max(" + value + ")";
        };
    }
}
