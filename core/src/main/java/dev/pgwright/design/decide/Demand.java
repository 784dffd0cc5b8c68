package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one query wants of one table: which rows, in which order, how many, and what of them.
 *
 * @param equal columns compared with one value each, the tenant's first
 * @param several columns compared with a list of values, or with the keys of rows found in another table, to the
 *     fraction of rows that is left
 * @param constants conditions that are the same in every call
 * @param ranges columns compared with bounds
 * @param search what no B-tree can do; null when there is none
 * @param order the sort with its tie-breaker; empty when the order does not matter or is not this table's
 * @param limit rows that are enough; null for all
 * @param otherFraction what conditions leave that no index of this table helps with
 * @param lookUps rows of other tables, by their key, that each row found here is looked up with before the sort
 * @param needed every column of the table that the query touches
 */
record Demand(
        String query,
        Place place,
        EntityTable table,
        double rows,
        Map<String, Double> equal,
        double equalFraction,
        Map<String, Double> several,
        List<Constant> constants,
        List<Range> ranges,
        @Nullable Search search,
        List<IndexElement> order,
        @Nullable Integer limit,
        double otherFraction,
        int lookUps,
        Set<String> needed,
        Load load) {
    Demand {
        equal = Collections.unmodifiableMap(new LinkedHashMap<>(equal));
        several = Collections.unmodifiableMap(new LinkedHashMap<>(several));
        constants = List.copyOf(constants);
        ranges = List.copyOf(ranges);
        order = List.copyOf(order);
        needed = Collections.unmodifiableSet(new TreeSet<>(needed));
    }

    /**
     * A condition that is the same in every call.
     *
     * @param words for the name of a partial index
     * @param fraction of rows that it leaves
     */
    record Constant(String column, String sql, String words, double fraction) {}

    /** A comparison with one or two bounds. */
    record Range(String column, double fraction, boolean insertOrdered) {}

    /**
     * What only another kind of index does.
     *
     * @param fraction of rows that match; of the nearest it is the limit that counts
     */
    record Search(IndexTypeDecision.Leaf leaf, IndexElement element, double fraction) {
        boolean nearest() {
            return leaf == IndexTypeDecision.Leaf.GIST_NEAREST;
        }
    }

    /**
     * How often it is asked and how fast the answer must be.
     *
     * @param perSecond in the busy hour; once a minute where nobody said
     */
    record Load(double perSecond, boolean stated, @Nullable Double latencyMillis, boolean aggregate) {}

    List<String> equalColumns() {
        return List.copyOf(equal.keySet());
    }

    double constantFraction() {
        return constants.stream().mapToDouble(Constant::fraction).reduce(1, (left, right) -> left * right);
    }

    double severalFraction() {
        return several.values().stream().reduce(1d, (left, right) -> left * right);
    }

    double rangeFraction() {
        return ranges.stream().mapToDouble(Range::fraction).reduce(1, (left, right) -> left * right);
    }

    /** Rows that the query is about, before any limit. */
    double matching() {
        double searched = search == null || search.nearest() ? 1 : search.fraction();
        return Math.max(
                1,
                rows
                        * equalFraction
                        * constantFraction()
                        * severalFraction()
                        * rangeFraction()
                        * searched
                        * otherFraction);
    }

    /** Rows of other tables that a call looks up by their key, for rows found here. */
    double lookedUp() {
        if (lookUps == 0) {
            return 0;
        }
        double found = matching() / otherFraction;
        return lookUps * (order.isEmpty() || limit == null ? found : Math.min(found, limit / otherFraction));
    }

    /** Constant conditions as the predicate of a partial index; null without any. */
    static @Nullable String predicate(List<Constant> constants) {
        return constants.isEmpty()
                ? null
                : constants.stream().map(Constant::sql).sorted().collect(Collectors.joining(" AND "));
    }

    static String words(List<Constant> constants) {
        List<Constant> sorted = new ArrayList<>(constants);
        sorted.sort((left, right) -> left.sql().compareTo(right.sql()));
        return sorted.stream().map(Constant::words).collect(Collectors.joining("_"));
    }
}
