package dev.pgwright.design.decide;

import org.jspecify.annotations.Nullable;

/**
 * From which side a query is answered whose filter lies in another table: from the rows that the filter finds there, or
 * from the own rows in the order of the sort, each looked up there.
 */
final class JoinedFilterDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** The filter's rows first, then the rows that refer to them. */
        FROM_FILTER,
        /** The own filters leave fewer rows than the other table's. */
        FROM_OWN_FILTER,
        /** The own rows in order, until the page is full. */
        IN_ORDER
    }

    private JoinedFilterDecision() {}

    /**
     * @param fromFilter own rows that the filter of the other table leaves
     * @param fromOwn own rows that the own filters leave
     * @param limit rows of a page in the order of an index; null when there is no such order or no page
     */
    static Leaf leaf(double fromFilter, double fromOwn, double rows, @Nullable Integer limit) {
        // each own row is looked up in the other table: twice the visits
        double own = 2 * fromOwn;
        double inOrder = limit == null
                ? Double.POSITIVE_INFINITY
                : 2 * Math.min(fromOwn, limit / Math.min(1, fromFilter / rows));
        if (fromFilter <= own && fromFilter <= inOrder) {
            return Leaf.FROM_FILTER;
        }
        return inOrder < own ? Leaf.IN_ORDER : Leaf.FROM_OWN_FILTER;
    }
}
