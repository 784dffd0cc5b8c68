package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Constant;
import dev.pgwright.design.decide.Demand.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to answer a query through an index, in visits of rows: one visit is a row fetched from its page by way
 * of an index. Only comparisons are made with it; PostgreSQL's planner has the last word in the proof.
 */
final class AccessCost {
    /** A row read on the way through a whole table, next to its neighbours. */
    private static final double SCANNED = 0.03;
    /** An entry read in an index that has all that is asked. */
    private static final double INDEX_ONLY = 0.15;
    /** A row fetched in the order in which rows lie in the table: its page has just been read. */
    private static final double NEIGHBOUR = 0.02;
    /** From the root of a tree to a leaf. */
    private static final double DESCENT = 3;

    /** A row found by a unique key. */
    static final double ONE_ROW = DESCENT + 1;

    /** Whom many ask for has more rows than the average: a popular product, a large tenant. */
    private static final double BUSY = 10;

    private static final double SORTED = 0.03;
    /** An item of a posting list. */
    private static final double POSTED = 0.02;

    private final Selectivity selectivity;
    private final double busy;
    private final boolean pruning;

    private AccessCost(Selectivity selectivity, double busy, boolean pruning) {
        this.selectivity = selectivity;
        this.busy = busy;
        this.pruning = pruning;
    }

    /** Of whom many ask for: by these costs it is judged what is worth an index. */
    static AccessCost busy(Selectivity selectivity) {
        return new AccessCost(selectivity, BUSY, true);
    }

    /** As if a range reached all partitions: how wide it is, nobody said. */
    AccessCost ofAnyRange() {
        return new AccessCost(selectivity, busy, false);
    }

    /** Of the average, which is what the planner sees: by these costs it chooses among the indexes. */
    static AccessCost average(Selectivity selectivity) {
        return new AccessCost(selectivity, 1, true);
    }

    /**
     * Rows that the planner expects behind the leading keys that are compared for equality. Where it expects one, all
     * such indexes are the same to it.
     */
    double plannersRows(Demand demand, IndexNeed index) {
        boolean comparesForEquality =
                index.type().btree() || index.type().method().equals("gist");
        if (!comparesForEquality || !holdsRowsOf(index, demand)) {
            return Double.POSITIVE_INFINITY;
        }
        List<String> matched = new ArrayList<>();
        for (IndexElement key : index.elements()) {
            if (!matchesEqual(demand, key)) {
                break;
            }
            matched.add(key.key());
        }
        return matched.isEmpty()
                ? Double.POSITIVE_INFINITY
                : demand.rows() * fraction(index.constants()) * selectivity.equal(demand.table(), matched);
    }

    /** Reading the whole table, or all of its partitions that the query cannot leave out. */
    static double wholeTable(Demand demand) {
        return demand.rows() * reached(demand) * SCANNED + sort(demand, demand.matching());
    }

    /** The part of the rows that lies in partitions which a range of the query reaches, whatever index is used there. */
    private static double reached(Demand demand) {
        String by = demand.table().partitionColumn();
        return demand.ranges().stream()
                .filter(range -> range.column().equals(by))
                .mapToDouble(Range::fraction)
                .reduce(1, (left, right) -> left * right);
    }

    private static double sort(Demand demand, double rows) {
        return demand.order().isEmpty() ? 0 : rows * SORTED;
    }

    /** Visits of one call; infinite where the index does not help. */
    double visits(Demand demand, IndexNeed index) {
        return switch (index.type().method()) {
            case "btree" -> btree(demand, index);
            case "brin" -> brin(demand, index);
            default -> searched(demand, index);
        };
    }

    private double btree(Demand demand, IndexNeed index) {
        if (!holdsRowsOf(index, demand)) {
            return Double.POSITIVE_INFINITY;
        }
        List<IndexElement> keys = index.elements();
        List<String> matched = new ArrayList<>();
        double fraction = pruning ? reached(demand) : 1;
        double descents = 1;
        boolean ordered = false;
        boolean narrowed = !index.constants().isEmpty();
        int position = 0;
        while (position < keys.size() && matchesEqual(demand, keys.get(position))) {
            matched.add(keys.get(position).key());
            position++;
        }
        List<IndexElement> rest = keys.subList(position, keys.size());
        if (!demand.order().isEmpty() && rest.size() >= demand.order().size()) {
            ordered = rest.subList(0, demand.order().size()).equals(demand.order());
        }
        for (IndexElement key : rest) {
            String column = key.key();
            Double several = key.expression() ? null : demand.several().get(column);
            if (several != null) {
                fraction *= several;
                descents *= Selectivity.LISTED;
                ordered = false;
                narrowed = true;
            } else if (!key.expression() && demand.equal().containsKey(column)) {
                matched.add(column);
            } else {
                double ranged = ranged(demand, key);
                narrowed |= ranged < 1;
                fraction *= pruning && column.equals(demand.table().partitionColumn()) ? 1 : ranged;
                break;
            }
        }
        narrowed |= !matched.isEmpty();
        if (!narrowed && !ordered) {
            return Double.POSITIVE_INFINITY;
        }
        double held = demand.rows() * fraction(index.constants()) * fraction;
        double average = Math.max(1, matched.isEmpty() ? held : held * selectivity.equal(demand.table(), matched));
        double passing = Math.min(1, demand.matching() / average);
        double entries = matched.isEmpty() ? average : Math.min(held, average * busy);
        double visited = ordered && demand.limit() != null ? Math.min(entries, demand.limit() / passing) : entries;
        boolean only = CoveringDecision.missing(demand, index).isEmpty();
        boolean neighbours = matched.isEmpty() && !keys.isEmpty() && insertOrdered(demand, keys.get(0));
        return DESCENT * Math.min(descents, entries)
                + visited * (neighbours ? NEIGHBOUR : only ? INDEX_ONLY : 1)
                + (ordered ? 0 : sort(demand, Math.min(entries, demand.matching() * busy)));
    }

    /** Whether rows lie in the order of a column: keys that ascend, and the time of coming. */
    private boolean insertOrdered(Demand demand, IndexElement key) {
        return !key.expression()
                && (key.key().equals("created_at")
                        || (key.key().equals(demand.table().idColumn()) && selectivity.ascends(demand.table()))
                        || demand.ranges().stream()
                                .anyMatch(range -> range.column().equals(key.key()) && range.insertOrdered()));
    }

    private static boolean matchesEqual(Demand demand, IndexElement key) {
        return !key.expression() && demand.equal().containsKey(key.key());
    }

    private static double ranged(Demand demand, IndexElement key) {
        if (demand.search() != null && demand.search().element().equals(key)) {
            return demand.search().fraction();
        }
        return key.expression()
                ? 1
                : demand.ranges().stream()
                        .filter(range -> range.column().equals(key.key()))
                        .mapToDouble(Range::fraction)
                        .reduce(1, (left, right) -> left * right);
    }

    private static double brin(Demand demand, IndexNeed index) {
        double fraction = ranged(demand, index.ordered().get(0));
        return fraction == 1
                ? Double.POSITIVE_INFINITY
                : demand.rows() * (fraction * 1.5 * SCANNED + 1e-5) + sort(demand, demand.matching());
    }

    private double searched(Demand demand, IndexNeed index) {
        Demand.Search search = demand.search();
        boolean has = search != null
                && search.leaf() == index.type()
                && index.ordered().contains(search.element())
                && holdsRowsOf(index, demand);
        if (search == null || !has || !demand.equal().keySet().containsAll(index.equal())) {
            return Double.POSITIVE_INFINITY;
        }
        double held = demand.rows() * reached(demand) * fraction(index.constants());
        double equal = index.equal().isEmpty() ? 1 : selectivity.equal(demand.table(), index.equal());
        double most = Math.min(held, held * equal * (index.equal().isEmpty() ? 1 : busy));
        if (search.nearest()) {
            double passing = Math.min(1, demand.matching() / Math.max(1, held * equal));
            double limit = demand.limit() == null ? most : demand.limit();
            return DESCENT + Math.min(most, limit / passing) * 2;
        }
        double posted = index.type().method().equals("gin") ? held * search.fraction() * POSTED : 0;
        return DESCENT + posted + Math.max(1, most * search.fraction()) + sort(demand, demand.matching());
    }

    /** Whether an index of some rows has those that are asked for: its conditions are among the query's. */
    private static boolean holdsRowsOf(IndexNeed index, Demand demand) {
        List<String> said = demand.constants().stream().map(Constant::sql).toList();
        return said.containsAll(index.constants().stream().map(Constant::sql).toList());
    }

    private static double fraction(List<Constant> constants) {
        return constants.stream().mapToDouble(Constant::fraction).reduce(1, (left, right) -> left * right);
    }

    /** Whether a unique key leaves at most one row to find. */
    static boolean findsOneRow(Demand demand, List<String> uniqueColumns) {
        return demand.equal().keySet().containsAll(uniqueColumns);
    }
}
