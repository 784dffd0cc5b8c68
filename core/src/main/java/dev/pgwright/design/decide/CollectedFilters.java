package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Constant;
import dev.pgwright.design.decide.Demand.Range;
import dev.pgwright.design.decide.Demand.Search;
import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an access pattern says of the rows of one table by its filters; with tenants, the tenant to begin with. */
final class CollectedFilters {
    /** Below this many rows a B-tree for a range of time is small enough. */
    private static final double LARGE = 10_000_000;

    private final Mapping mapping;
    private final Selectivity selectivity;
    final Map<String, Double> equal = new LinkedHashMap<>();
    final Map<String, Double> several = new LinkedHashMap<>();
    final List<Constant> constants = new ArrayList<>();
    final List<Range> ranges = new ArrayList<>();
    final Set<String> needed = new LinkedHashSet<>();
    final EntityTable table;

    @Nullable Search search;

    double otherFraction = 1;
    int lookUps;

    CollectedFilters(Mapping mapping, Selectivity selectivity, EntityTable table) {
        this.mapping = mapping;
        this.selectivity = selectivity;
        this.table = table;
        if (table.scoped()) {
            mapping.tenantColumn().ifPresent(column -> {
                equal.put(column, 1 / selectivity.distinct(table, column));
                needed.add(column);
            });
        }
    }

    /** A filter on a column of the table. */
    void add(Filter filter, Resolved resolved) {
        String column = resolved.column();
        BusinessType type = resolved.attribute() == null
                ? BusinessType.UUID
                : resolved.attribute().type();
        boolean insertOrdered = insertOrdered(resolved);
        Leaf leaf = IndexTypeDecision.leaf(filter.operator(), type, insertOrdered, true);
        if (leaf == Leaf.BTREE_PREFIX && CollationDecision.byBytes(mapping, resolved)) {
            leaf = Leaf.BTREE_RANGE;
        }
        needed.add(column);
        Constant constant = constant(filter, resolved);
        if (constant != null) {
            constants.add(constant);
            return;
        }
        switch (leaf) {
            case BTREE_EQUALITY -> {
                double each = selectivity.present(table, column) / selectivity.distinct(table, column);
                if (filter.operator() == Operator.EQUALS) {
                    equal.put(column, each);
                } else {
                    several.put(
                            column,
                            Math.min(
                                    1,
                                    each
                                            * (filter.values().isEmpty()
                                                    ? Selectivity.LISTED
                                                    : filter.values().size())));
                }
            }
            case BTREE_RANGE, BRIN -> ranges.add(new Range(column, ranged(filter), leaf == Leaf.BRIN));
            case BTREE_PREFIX, BTREE_EXPRESSION, GIN_ARRAY, GIN_JSON, GIN_TRIGRAM, GIST_RANGE, GIST_NEAREST -> {
                if (search == null) {
                    search = new Search(leaf, element(leaf, column), leaf == Leaf.GIST_NEAREST ? 1 : Selectivity.MATCH);
                } else {
                    otherFraction *= Selectivity.MATCH;
                }
            }
            case GIN_FULL_TEXT, NONE -> {} // one search document for all texts; IS [NOT] NULL is a constant condition
        }
    }

    private double ranged(Filter filter) {
        return switch (filter.operator()) {
            case RANGE -> Selectivity.BETWEEN;
            case STARTS_WITH -> Selectivity.MATCH;
            case LAST_DAYS ->
                selectivity.lastDays(
                        table,
                        filter.values().isEmpty() ? null : filter.values().get(0));
            default -> Selectivity.BEYOND;
        };
    }

    private static IndexElement element(Leaf leaf, String column) {
        IndexElement plain = IndexElement.column(column);
        return switch (leaf) {
            case GIN_TRIGRAM -> plain.withOperatorClass("public.gin_trgm_ops");
            case GIN_JSON -> plain.withOperatorClass("jsonb_path_ops");
            case BTREE_PREFIX -> plain.withOperatorClass("text_pattern_ops");
            case BTREE_EXPRESSION ->
                IndexElement.expression("lower(" + Identifier.sql(column) + ")").withOperatorClass("text_pattern_ops");
            default -> plain;
        };
    }

    private boolean insertOrdered(Resolved range) {
        boolean time = range.column().equals("created_at")
                || (range.attribute() != null && range.attribute().type() == BusinessType.TIMESTAMP);
        return time
                && table.entity().changes() == Entity.Changes.NEVER
                && selectivity.stated(mapping.table(table.entity().name())).orElse(0) >= LARGE;
    }

    /** A condition that is the same in every call; null where the application passes a value. */
    private @Nullable Constant constant(Filter filter, Resolved resolved) {
        String name = resolved.column();
        String column = Identifier.sql(name);
        if (filter.operator() == Operator.IS_SET) {
            return new Constant(name, column + " IS NOT NULL", "with_" + name, selectivity.present(table, name));
        }
        if (filter.operator() == Operator.IS_NOT_SET) {
            return new Constant(name, column + " IS NULL", "without_" + name, 1 - selectivity.present(table, name));
        }
        var attribute = resolved.attribute();
        if (attribute == null || filter.values().isEmpty()) {
            return null;
        }
        if (attribute.type() == BusinessType.BOOLEAN) {
            boolean wanted = filter.values().get(0).equals("true");
            double share = selectivity.share(attribute, filter.values());
            return wanted
                    ? new Constant(name, column, name, share)
                    : new Constant(name, "NOT " + column, "not_" + name, share);
        }
        if (attribute.status() == null) {
            return null;
        }
        String values = filter.values().stream().map(TypeDecision::literal).collect(Collectors.joining(", "));
        return new Constant(
                name,
                column + (filter.values().size() == 1 ? " = " + values : " IN (" + values + ")"),
                String.join("_or_", filter.values()),
                selectivity.share(attribute, filter.values()));
    }
}
