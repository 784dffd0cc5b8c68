package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Constant;
import dev.pgwright.design.decide.Demand.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What follows the equality columns in a B-tree: the sort or the range. An index that is in the order of the sort stops
 * after one page; one that starts with the range reads fewer rows but all of them. Where both are wanted and they are
 * different columns, the volumes decide.
 */
final class KeyOrderDecision {
    /** Where the tree ends. */
    enum Leaf {
        EQUALITY_ONLY("equality alone"),
        LIST_LAST("equality, then the column compared with a list"),
        RANGE_LAST("equality, then the range"),
        SORT("equality, then the sort"),
        SORT_IS_RANGE("equality, then the sort, which is the range too"),
        SORT_BEFORE_RANGE("equality, then the sort: the range leaves so many rows that a page is soon full"),
        RANGE_BEFORE_SORT("equality, then the range: it leaves so few rows that sorting them is cheaper"),
        SORT_BEFORE_LIST("equality, then the sort: rows of other values of the list are passed over"),
        LIST_BEFORE_SORT("equality, then the list: it leaves so few rows that sorting them is cheaper"),
        BRIN("a summary of the range for each group of pages");

        private final String words;

        Leaf(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The decision and the index that it leads to. */
    record Choice(Leaf leaf, IndexNeed need) {}

    private KeyOrderDecision() {}

    /** The keys for a demand, given the conditions that the index leaves to its predicate. */
    static Choice choose(Demand demand, List<Constant> constants, AccessCost cost) {
        boolean sorted = !demand.order().isEmpty();
        boolean alone = demand.equal().isEmpty()
                && constants.isEmpty()
                && demand.several().isEmpty()
                && !sorted;
        if (alone && demand.ranges().size() == 1 && demand.ranges().get(0).insertOrdered()) {
            IndexElement key = IndexElement.column(demand.ranges().get(0).column());
            return new Choice(
                    Leaf.BRIN,
                    new IndexNeed(IndexTypeDecision.Leaf.BRIN, List.of(), List.of(key), List.of(), List.of()));
        }
        IndexNeed bySelection = need(demand, constants, selection(demand));
        if (!sorted) {
            Leaf leaf = !demand.ranges().isEmpty()
                    ? Leaf.RANGE_LAST
                    : demand.several().isEmpty() ? Leaf.EQUALITY_ONLY : Leaf.LIST_LAST;
            return new Choice(leaf, bySelection);
        }
        IndexNeed bySort = need(demand, constants, demand.order());
        String first = demand.order().get(0).key();
        boolean conflict =
                demand.ranges().stream().anyMatch(range -> !range.column().equals(first));
        if (demand.several().isEmpty() && !conflict) {
            return new Choice(demand.ranges().isEmpty() ? Leaf.SORT : Leaf.SORT_IS_RANGE, bySort);
        }
        boolean sortWins = cost.visits(demand, bySort) <= cost.visits(demand, bySelection);
        if (!demand.several().isEmpty()) {
            return sortWins
                    ? new Choice(Leaf.SORT_BEFORE_LIST, bySort)
                    : new Choice(Leaf.LIST_BEFORE_SORT, bySelection);
        }
        return sortWins ? new Choice(Leaf.SORT_BEFORE_RANGE, bySort) : new Choice(Leaf.RANGE_BEFORE_SORT, bySelection);
    }

    /** Lists first, which are points to an index, then the range that leaves the fewest rows: no key behind it helps. */
    private static List<IndexElement> selection(Demand demand) {
        List<IndexElement> keys = new ArrayList<>();
        demand.several().keySet().forEach(column -> keys.add(IndexElement.column(column)));
        demand.ranges().stream()
                .min(Comparator.comparingDouble(Range::fraction))
                .ifPresent(range -> keys.add(IndexElement.column(range.column())));
        return keys;
    }

    private static IndexNeed need(Demand demand, List<Constant> constants, List<IndexElement> behind) {
        return new IndexNeed(
                behind.isEmpty() ? IndexTypeDecision.Leaf.BTREE_EQUALITY : IndexTypeDecision.Leaf.BTREE_RANGE,
                demand.equalColumns(),
                behind,
                constants,
                List.of());
    }
}
