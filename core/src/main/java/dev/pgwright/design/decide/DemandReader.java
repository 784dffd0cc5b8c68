package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Constant;
import dev.pgwright.design.decide.Demand.Load;
import dev.pgwright.design.decide.Demand.Range;
import dev.pgwright.design.decide.Demand.Search;
import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.AccessPattern.Sort;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an access pattern, or a retention rule, wants of each table whose rows it chooses. */
final class DemandReader {
    /** Rows that retention deletes at a time. */
    static final int RETENTION_BATCH = 5_000;
    /** Below this many rows a B-tree for a range of time is small enough. */
    private static final double LARGE = 10_000_000;

    private static final int DEFAULT_PAGE = 50;
    /** Stands for what no index can hold: the row itself, which a change has to visit. */
    private static final String THE_ROW = "*";

    private static final double ONCE_A_MINUTE = 1d / 60;

    private final Mapping mapping;
    private final Selectivity selectivity;

    DemandReader(Mapping mapping, Selectivity selectivity) {
        this.mapping = mapping;
        this.selectivity = selectivity;
    }

    /**
     * What a pattern wants.
     *
     * @param byKey tables whose rows come by their primary key, once another table has named them
     */
    record Demands(List<Demand> chosen, List<EntityTable> byKey, List<Resolved> fromFilter) {
        Demands {
            chosen = List.copyOf(chosen);
            byKey = List.copyOf(byKey);
            fromFilter = List.copyOf(fromFilter);
        }
    }

    /** What is collected of the filters of one table. */
    private static final class Collected {
        final Map<String, Double> equal = new LinkedHashMap<>();
        final Map<String, Double> several = new LinkedHashMap<>();
        final List<Constant> constants = new ArrayList<>();
        final List<Range> ranges = new ArrayList<>();
        final Set<String> needed = new LinkedHashSet<>();
        final EntityTable table;

        @Nullable Search search;

        double otherFraction = 1;

        Collected(EntityTable table) {
            this.table = table;
        }
    }

    Demands of(AccessPattern pattern) {
        if (pattern.kind() == Kind.CREATE
                || pattern.sql() != null
                || SummaryDecision.isKept(mapping.requirements(), pattern)
                || OverlapQuery.of(mapping, pattern).isPresent()) {
            return new Demands(List.of(), List.of(), List.of());
        }
        EntityTable root = mapping.table(pattern.entity());
        Collected own = collect(root);
        Map<List<PathResolver.Hop>, List<Filter>> far = new LinkedHashMap<>();
        List<Filter> throughJunctions = new ArrayList<>();
        for (Filter filter : pattern.filters()) {
            Resolved resolved = resolve(pattern, filter.path());
            if (resolved.junction() != null) {
                throughJunctions.add(filter);
            } else if (resolved.computed() != null) {
                own.otherFraction *= Selectivity.BEYOND;
            } else if (resolved.own()) {
                filter(filter, resolved, own);
            } else {
                far.computeIfAbsent(resolved.hops(), hops -> new ArrayList<>()).add(filter);
            }
        }
        searchDocument(pattern, own);
        needed(pattern, own);
        List<IndexElement> order = order(pattern);
        List<Demand> chosen = new ArrayList<>();
        List<EntityTable> byKey = new ArrayList<>();
        List<Resolved> fromFilter = new ArrayList<>();
        boolean sorted = true;
        for (var entry : far.entrySet()) {
            Resolved resolved = resolve(pattern, entry.getValue().get(0).path());
            Collected there = collect(resolved.table());
            entry.getValue().forEach(filter -> filter(filter, resolve(pattern, filter.path()), there));
            Demand demand = demand(pattern, there, List.of(), null);
            double fraction = demand.matching() / demand.rows();
            if (side(own, fraction, order, limit(pattern)) == JoinedFilterDecision.Leaf.FROM_FILTER) {
                var first = entry.getKey().get(0);
                own.several.put(first.upwards() ? first.reference().column() : root.idColumn(), fraction);
                chosen.add(demand);
                fromFilter.add(resolved);
                sorted = false;
            } else {
                own.otherFraction *= fraction;
            }
        }
        boolean byLink = false;
        for (Filter filter : throughJunctions) {
            Resolved resolved = resolve(pattern, filter.path());
            var junction = Objects.requireNonNull(resolved.junction());
            Collected link = collect(junction.asTable());
            filter(filter, new Resolved(List.of(), link.table, resolved.column(), null, null, null), link);
            link.needed.addAll(junction.key());
            Demand demand = demand(pattern, link, List.of(), null);
            double fraction = Math.min(1, demand.matching() / selectivity.rows(root));
            if (!byLink
                    && resolved.hops().isEmpty()
                    && side(own, fraction, order, limit(pattern)) == JoinedFilterDecision.Leaf.FROM_FILTER) {
                byLink = true;
                chosen.add(demand);
                byKey.add(root);
            } else {
                own.otherFraction *= fraction;
                byKey.add(link.table);
            }
        }
        if (!byLink) {
            chosen.add(demand(pattern, own, sorted ? order : List.of(), sorted ? limit(pattern) : null));
        }
        return new Demands(chosen, byKey, fromFilter);
    }

    private JoinedFilterDecision.Leaf side(
            Collected own, double fraction, List<IndexElement> order, @Nullable Integer limit) {
        double rows = selectivity.rows(own.table);
        double equal = own.equal.isEmpty() ? 1 : selectivity.equal(own.table, own.equal.keySet());
        double others = own.constants.stream().mapToDouble(Constant::fraction).reduce(1, (left, right) -> left * right)
                * own.ranges.stream().mapToDouble(Range::fraction).reduce(1, (left, right) -> left * right);
        return JoinedFilterDecision.leaf(
                rows * fraction, Math.max(1, rows * equal * others), rows, order.isEmpty() ? null : limit);
    }

    private Collected collect(EntityTable table) {
        Collected collected = new Collected(table);
        if (table.scoped()) {
            mapping.tenantColumn().ifPresent(column -> {
                collected.equal.put(column, 1 / selectivity.distinct(table, column));
                collected.needed.add(column);
            });
        }
        return collected;
    }

    private void filter(Filter filter, Resolved resolved, Collected into) {
        EntityTable table = into.table;
        String column = resolved.column();
        BusinessType type = resolved.attribute() == null
                ? BusinessType.UUID
                : resolved.attribute().type();
        boolean insertOrdered = insertOrdered(table.entity(), resolved);
        Leaf leaf = IndexTypeDecision.leaf(filter.operator(), type, insertOrdered, true);
        into.needed.add(column);
        Constant constant = constant(filter, resolved, table);
        if (constant != null) {
            into.constants.add(constant);
            return;
        }
        switch (leaf) {
            case BTREE_EQUALITY -> {
                double each = selectivity.present(table, column) / selectivity.distinct(table, column);
                if (filter.operator() == Operator.EQUALS) {
                    into.equal.put(column, each);
                } else {
                    into.several.put(
                            column,
                            Math.min(
                                    1,
                                    each
                                            * (filter.values().isEmpty()
                                                    ? Selectivity.LISTED
                                                    : filter.values().size())));
                }
            }
            case BTREE_RANGE, BRIN -> into.ranges.add(new Range(column, ranged(filter, table), leaf == Leaf.BRIN));
            case BTREE_PREFIX, BTREE_EXPRESSION, GIN_ARRAY, GIN_JSON, GIN_TRIGRAM, GIST_RANGE, GIST_NEAREST -> {
                if (into.search == null) {
                    into.search =
                            new Search(leaf, element(leaf, column), leaf == Leaf.GIST_NEAREST ? 1 : Selectivity.MATCH);
                } else {
                    into.otherFraction *= Selectivity.MATCH;
                }
            }
            case GIN_FULL_TEXT, NONE -> {} // one search document for all texts; IS [NOT] NULL is a constant condition
        }
    }

    private double ranged(Filter filter, EntityTable table) {
        return switch (filter.operator()) {
            case RANGE -> Selectivity.BETWEEN;
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

    /** The texts that a pattern searches are one document with one index. */
    private static void searchDocument(AccessPattern pattern, Collected own) {
        List<String> searched = SearchDocument.attributes(pattern);
        if (searched.isEmpty()) {
            return;
        }
        String column = SearchDocument.column(searched);
        own.search = new Search(Leaf.GIN_FULL_TEXT, IndexElement.column(column), Selectivity.MATCH);
        own.needed.add(column);
    }

    private Demand demand(AccessPattern pattern, Collected of, List<IndexElement> order, @Nullable Integer limit) {
        Demand demand = inOrder(pattern, of, order, limit);
        Search search = demand.search();
        boolean searched = search != null
                && !search.nearest()
                && CombinedKeysDecision.leaf(demand, search) != CombinedKeysDecision.Leaf.EQUALITY_SUFFICES;
        // the query finds all that match before it sorts: how rare the searched value is nobody knows beforehand
        return searched ? inOrder(pattern, of, List.of(), null) : demand;
    }

    private Demand inOrder(AccessPattern pattern, Collected of, List<IndexElement> order, @Nullable Integer limit) {
        boolean aggregate = pattern.kind() == Kind.AGGREGATE;
        Double rate = pattern.ratePerSecond();
        return new Demand(
                pattern.name(),
                pattern.place(),
                of.table,
                selectivity.rows(of.table),
                of.equal,
                of.equal.isEmpty() ? 1 : selectivity.equal(of.table, of.equal.keySet()),
                of.several,
                of.constants,
                of.ranges,
                of.search,
                order,
                limit,
                of.otherFraction,
                of.needed,
                new Load(rate == null ? ONCE_A_MINUTE : rate, rate != null, pattern.latencyMillis(), aggregate));
    }

    /** The first or last value of a column among rows of one parent, which a trigger looks up. */
    Demand lookUp(Draft.Wanted wanted) {
        EntityTable table = selectivity.tableNamed(wanted.table().name);
        Collected looked = collect(table);
        wanted.equal().forEach(column -> looked.equal.put(column, 1 / selectivity.distinct(table, column)));
        return new Demand(
                wanted.by(),
                table.entity().place(),
                table,
                selectivity.rows(table),
                looked.equal,
                selectivity.equal(table, looked.equal.keySet()),
                Map.of(),
                List.of(),
                List.of(),
                null,
                List.of(IndexElement.column(wanted.ordered())),
                1,
                1,
                Set.of(wanted.ordered()),
                new Load(selectivity.insertsPerSecond(table), false, null, false));
    }

    /** What a batch of expired rows is found by. */
    Demand retention(EntityTable table, Entity.Retention retention) {
        double perSecond = selectivity.insertsPerSecond(table) / RETENTION_BATCH;
        return new Demand(
                RetentionQuery.name(table),
                retention.place(),
                table,
                selectivity.rows(table),
                Map.of(),
                1,
                Map.of(),
                List.of(),
                List.of(new Range(retention.by(), 1d / Math.max(2, retention.days()), false)),
                null,
                List.of(IndexElement.column(retention.by())),
                RETENTION_BATCH,
                1,
                Set.of(THE_ROW),
                new Load(perSecond, true, null, false));
    }

    /** The sort with its tie-breaker; empty where it is of another table or where a search orders. */
    private List<IndexElement> order(AccessPattern pattern) {
        boolean searched = !SearchDocument.attributes(pattern).isEmpty()
                || pattern.filters().stream().anyMatch(filter -> filter.operator() == Operator.NEAREST);
        List<Sort> sort = pattern.sort();
        boolean own = sort.stream().allMatch(key -> resolve(pattern, key.path()).own());
        if (pattern.kind() != Kind.LIST || !own || (searched && sort.isEmpty())) {
            return List.of();
        }
        boolean mixed = sort.stream().map(Sort::descending).distinct().count() > 1;
        List<IndexElement> elements = new ArrayList<>();
        for (Sort key : sort) {
            String column = resolve(pattern, key.path()).column();
            // an index of one direction is read backwards just as well
            elements.add(mixed && key.descending() ? IndexElement.descending(column) : IndexElement.column(column));
        }
        boolean down = mixed && sort.get(sort.size() - 1).descending();
        for (String column : TieBreaker.columns(mapping, pattern)) {
            elements.add(down ? IndexElement.descending(column) : IndexElement.column(column));
        }
        return elements;
    }

    private static @Nullable Integer limit(AccessPattern pattern) {
        return pattern.kind() != Kind.LIST
                ? null
                : pattern.page() == null ? Integer.valueOf(DEFAULT_PAGE) : pattern.page();
    }

    /** Every column of the pattern's own table that its query touches. */
    private void needed(AccessPattern pattern, Collected own) {
        if (pattern.kind() == Kind.UPDATE || pattern.kind() == Kind.DELETE) {
            own.needed.add(THE_ROW);
            return;
        }
        List<String> paths = new ArrayList<>(pattern.returns());
        pattern.sort().forEach(sort -> paths.add(sort.path()));
        paths.addAll(pattern.groupBy());
        pattern.measures().forEach(measure -> {
            if (measure.path() != null) {
                paths.add(measure.path());
            }
        });
        pattern.filters().forEach(filter -> paths.add(filter.path()));
        if (pattern.kind() != Kind.AGGREGATE) {
            own.needed.addAll(own.table.key());
            if (pattern.returns().isEmpty()) {
                own.needed.add(THE_ROW);
            }
        }
        for (String path : paths) {
            Resolved resolved = resolve(pattern, path);
            if (resolved.own()) {
                own.needed.add(resolved.column());
                if (resolved.attribute() != null && PathResolver.hasCurrencyColumn(resolved.attribute())) {
                    own.needed.add(resolved.column() + PathResolver.CURRENCY_SUFFIX);
                }
            } else if (!resolved.hops().isEmpty()) {
                var first = resolved.hops().get(0);
                own.needed.add(first.upwards() ? first.reference().column() : own.table.idColumn());
            } else {
                own.needed.add(own.table.idColumn());
            }
        }
    }

    private boolean insertOrdered(Entity entity, Resolved range) {
        boolean time = range.column().equals("created_at")
                || (range.attribute() != null && range.attribute().type() == BusinessType.TIMESTAMP);
        return time
                && entity.changes() == Entity.Changes.NEVER
                && selectivity.stated(mapping.table(entity.name())).orElse(0) >= LARGE;
    }

    /** A condition that is the same in every call; null where the application passes a value. */
    private @Nullable Constant constant(Filter filter, Resolved resolved, EntityTable table) {
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

    private Resolved resolve(AccessPattern pattern, String path) {
        return PathResolver.resolve(mapping, pattern.entity(), path);
    }
}
