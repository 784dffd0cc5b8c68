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
import dev.pgwright.design.requirements.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an access pattern, or a retention rule, wants of each table whose rows it chooses. */
final class DemandReader {
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

    Demands of(AccessPattern pattern) {
        if (pattern.kind() == Kind.CREATE
                || pattern.sql() != null
                || SummaryDecision.isKept(mapping.requirements(), pattern)
                || OverlapQuery.of(mapping, pattern).isPresent()) {
            return new Demands(List.of(), List.of(), List.of());
        }
        EntityTable root = mapping.table(pattern.entity());
        CollectedFilters own = filters(root);
        Map<List<PathResolver.Hop>, List<Filter>> far = new LinkedHashMap<>();
        List<Filter> throughJunctions = new ArrayList<>();
        for (Filter filter : pattern.filters()) {
            Resolved resolved = resolve(pattern, filter.path());
            if (resolved.junction() != null) {
                throughJunctions.add(filter);
            } else if (resolved.computed() != null) {
                own.otherFraction *= Selectivity.BEYOND;
            } else if (resolved.own()) {
                own.add(filter, resolved);
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
            CollectedFilters there = filters(resolved.table());
            entry.getValue().forEach(filter -> there.add(filter, resolve(pattern, filter.path())));
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
                own.lookUps++;
            }
        }
        boolean byLink = false;
        for (Filter filter : throughJunctions) {
            Resolved resolved = resolve(pattern, filter.path());
            var junction = Objects.requireNonNull(resolved.junction());
            CollectedFilters link = filters(mapping.table(junction.entityName()));
            link.add(filter, new Resolved(List.of(), link.table, resolved.column(), null, null, null));
            link.needed.addAll(junction.key());
            // the sort is by the rows that the pairs name
            link.lookUps = 1;
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
                own.lookUps++;
                byKey.add(link.table);
            }
        }
        if (!byLink) {
            chosen.add(demand(pattern, own, sorted ? order : List.of(), sorted ? limit(pattern) : null));
        }
        return new Demands(chosen, byKey, fromFilter);
    }

    private JoinedFilterDecision.Leaf side(
            CollectedFilters own, double fraction, List<IndexElement> order, @Nullable Integer limit) {
        double rows = selectivity.rows(own.table);
        double equal = own.equal.isEmpty() ? 1 : selectivity.equal(own.table, own.equal.keySet());
        double others = own.constants.stream().mapToDouble(Constant::fraction).reduce(1, (left, right) -> left * right)
                * own.ranges.stream().mapToDouble(Range::fraction).reduce(1, (left, right) -> left * right);
        return JoinedFilterDecision.leaf(
                rows * fraction, Math.max(1, rows * equal * others), rows, order.isEmpty() ? null : limit);
    }

    private CollectedFilters filters(EntityTable table) {
        return new CollectedFilters(mapping, selectivity, table);
    }

    /** The texts that a pattern searches are one document with one index. */
    private static void searchDocument(AccessPattern pattern, CollectedFilters own) {
        List<String> searched = SearchDocument.attributes(pattern);
        if (searched.isEmpty()) {
            return;
        }
        String column = SearchDocument.column(searched);
        own.search = new Search(Leaf.GIN_FULL_TEXT, IndexElement.column(column), Selectivity.MATCH);
        own.needed.add(column);
    }

    private Demand demand(
            AccessPattern pattern, CollectedFilters of, List<IndexElement> order, @Nullable Integer limit) {
        Demand demand = inOrder(pattern, of, order, limit);
        Search search = demand.search();
        boolean searched = search != null
                && !search.nearest()
                && CombinedKeysDecision.leaf(demand, search) != CombinedKeysDecision.Leaf.EQUALITY_SUFFICES;
        // the query finds all that match before it sorts: how rare the searched value is nobody knows beforehand
        return searched ? inOrder(pattern, of, List.of(), null) : demand;
    }

    private Demand inOrder(
            AccessPattern pattern, CollectedFilters of, List<IndexElement> order, @Nullable Integer limit) {
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
                of.lookUps,
                of.needed,
                new Load(rate == null ? ONCE_A_MINUTE : rate, rate != null, pattern.latencyMillis(), aggregate));
    }

    /** The first or last value of a column among rows of one parent, which a trigger looks up. */
    Demand lookUp(Draft.Wanted wanted) {
        EntityTable table = selectivity.tableNamed(wanted.table().name);
        CollectedFilters looked = filters(table);
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
                0,
                Set.of(wanted.ordered()),
                new Load(selectivity.insertsPerSecond(table), false, null, false));
    }

    /** What a batch of expired rows is found by. */
    Demand retention(EntityTable table, Entity.Retention retention) {
        int batch = RetentionQuery.batch(mapping, table);
        double perSecond = selectivity.insertsPerSecond(table) / batch;
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
                batch,
                1,
                0,
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
    private void needed(AccessPattern pattern, CollectedFilters own) {
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

    private Resolved resolve(AccessPattern pattern, String path) {
        return PathResolver.resolve(mapping, pattern.entity(), path);
    }
}
