package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.BusinessType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether an index carries the other columns that a query touches, so that the query never visits the table. */
final class CoveringDecision {
    /** More columns make an index nearly as large as its table. */
    private static final int MOST_COLUMNS = 3;
    /** Bytes of the columns together. */
    private static final int MOST_BYTES = 32;
    /** Rows of a call: below it the visits cost no more than the wider index. */
    private static final double FEW_ROWS = 20;
    /** Calls a second in the busy hour. */
    private static final double HOT = 20;

    /** Texts of any form, whose length is what is allowed: an entry of more than 2,704 bytes is refused (nbtree.h). */
    private static final Set<BusinessType> FREE_TEXTS =
            Set.of(BusinessType.TEXT, BusinessType.CODE, BusinessType.EMAIL, BusinessType.URL, BusinessType.FILE);
    /** Of texts that nobody limits. */
    private static final int LONG = 1_000;

    /** Where the tree ends. */
    enum Leaf {
        /** The keys have all that is asked. */
        NOTHING_MISSING,
        TOO_WIDE,
        /** A row that changes makes its page's visibility unknown, so that the table is visited all the same. */
        CHANGES,
        FEW_ROWS,
        NOT_HOT,
        COVERS
    }

    private CoveringDecision() {}

    /** Bytes of a column as it counts for a place in every entry: of a text, all that a value may have. */
    static int bytes(TablePlan plan, String column) {
        return plan.entityTable
                .entity()
                .attribute(column)
                .filter(attribute -> FREE_TEXTS.contains(attribute.type()))
                .map(attribute -> attribute.maxLength() == null ? LONG : attribute.maxLength())
                .orElseGet(() -> WriteCost.bytes(plan.table, column));
    }

    /** Columns that the keys lack. */
    static List<String> missing(Demand demand, IndexNeed need) {
        Set<String> missing = new TreeSet<>(demand.needed());
        missing.removeAll(need.columns());
        // what the predicate says already is not checked again (PostgreSQL 9.6 and later)
        need.constants().forEach(constant -> missing.remove(constant.column()));
        return List.copyOf(missing);
    }

    /**
     * @param bytes of the missing columns together
     * @param changing whether rows of the table change often, or any of the columns does
     * @param visited rows of one call
     */
    static Leaf leaf(Demand demand, IndexNeed need, int bytes, boolean changing, double visited) {
        List<String> missing = missing(demand, need);
        if (missing.isEmpty() || !need.type().btree()) {
            return Leaf.NOTHING_MISSING;
        }
        if (missing.size() > MOST_COLUMNS || bytes > MOST_BYTES) {
            return Leaf.TOO_WIDE;
        }
        if (changing) {
            return Leaf.CHANGES;
        }
        if (visited < FEW_ROWS) {
            return Leaf.FEW_ROWS;
        }
        boolean hot = demand.load().stated() && demand.load().perSecond() >= HOT;
        return hot ? Leaf.COVERS : Leaf.NOT_HOT;
    }
}
