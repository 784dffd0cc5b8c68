package dev.pgwright.design.volume;

import dev.pgwright.design.volume.KeyShape.Insertion;
import dev.pgwright.design.volume.KeyShape.Part;

/**
 * Bytes of an index. B-trees by their layout (documentation 65.1 in version 18, nbtree/README, nbtdedup.c): entries of
 * equal keys share a posting list since version 13; how full pages are depends on where entries go: anywhere, it is what
 * {@link PageGrowth} says; otherwise it was measured by inserting half a million rows in the orders that {@link Insertion}
 * tells apart. GiST by its entries and a measured fill, GIN by {@link GinLayout}.
 */
final class IndexLayout {
    private static final double LEAF_SPACE = HeapLayout.PAGE - HeapLayout.PAGE_HEADER - 16;
    private static final int POSTING_ITEM = 6;
    /** Half of what an index tuple may have at most (nbtinsert.c). */
    private static final double LARGEST_POSTING = 1_350;

    private static final double FILL_AT_END = 0.895;
    private static final double FILL_GROUPS = 0.54;
    /** The mean: of groups that are smaller than a page it differs how far they are. */
    private static final double FILL_ANYWHERE = 0.70;
    /** BTREE_SINGLEVAL_FILLFACTOR: where a page with one key is split (nbtree.h). */
    private static final double FILL_ONE_KEY = 0.96;
    /** Where the last page is split (BTREE_DEFAULT_FILLFACTOR, nbtree.h). */
    private static final double FILL_FACTOR = 0.9;
    /** Of a page, from where on it shows that pages have whole keys. */
    private static final double WHOLE_KEYS = 0.14;
    /** Of a page, from where on keys have pages of their own. */
    private static final double OWN_PAGE = 0.75;

    /** Of so few, chance says more than the rule (of 2000 rows with a tenant in front, 12 leaves where 18 were expected). */
    private static final double FEW_PAGES = 12;

    private static final double INNER_FILL = 0.70;
    /** Up to so many rows a key, some keys have markedly fewer than others. */
    private static final double FEW = 20;

    private IndexLayout() {}

    /** Which entries of equal keys share a posting list. */
    enum Lists {
        NONE,
        /** Those with nulls: all others differ. */
        OF_NULLS,
        ALL
    }

    /** Pages of a B-tree, the metapage included. */
    static double btreePages(KeyShape key, Lists lists) {
        double leaves = 0;
        for (Part part : key.parts()) {
            leaves += leaves(key, part, lists);
        }
        double pages = Math.max(1, Math.ceil(leaves));
        double level = pages;
        double fanOut = LEAF_SPACE * INNER_FILL / (key.entryBytes() + HeapLayout.LINE_POINTER);
        while (level > 1) {
            level = Math.ceil(level / fanOut);
            pages += level;
        }
        return pages + 1;
    }

    private static double leaves(KeyShape key, Part part, Lists lists) {
        boolean listed = lists == Lists.ALL || (lists == Lists.OF_NULLS && part.nulls());
        double repeats = listed ? Math.max(1, part.entries() / part.distinct()) : 1;
        double bytes = leafBytes(part.entryBytes(), repeats);
        double pagesOfKey = repeats * bytes / LEAF_SPACE;
        if (pagesOfKey > OWN_PAGE && (part.nulls() || isAnywhere(key))) {
            return part.distinct() * wholePages(pagesOfKey / FILL_ONE_KEY, repeats);
        }
        if (listed && key.insertion() == Insertion.AT_THE_END && !part.nulls() && pagesOfKey >= WHOLE_KEYS) {
            return part.distinct() * pagesOfWholeKey(pagesOfKey);
        }
        if (lists == Lists.OF_NULLS && part.nulls()) {
            // a full page is made smaller before a row with nulls, and split as it is before another (nbtinsert.c)
            double others = 1 - part.entries() / key.entries();
            bytes += others * (part.entryBytes() + HeapLayout.LINE_POINTER - bytes);
        }
        return part.entries() * bytes / (LEAF_SPACE * fill(key, part, bytes));
    }

    /** Keys that come one after another: the last page is split between two of them, so that it keeps whole ones. */
    private static double pagesOfWholeKey(double pagesOfKey) {
        return pagesOfKey <= FILL_FACTOR
                ? 1 / Math.floor(FILL_FACTOR / pagesOfKey)
                : Math.ceil(pagesOfKey / FILL_ONE_KEY);
    }

    private static boolean isAnywhere(KeyShape key) {
        return key.insertion() == Insertion.ANYWHERE || key.insertion() == Insertion.SCATTERED;
    }

    /** The last page of a key is in use too; by how the number of its rows varies, it is one more or less. */
    private static double wholePages(double pages, double rows) {
        double sum = 0;
        double deviation = pages / Math.sqrt(rows);
        for (double quantile : NORMAL) {
            sum += Math.ceil(Math.max(pages / 2, pages + quantile * deviation));
        }
        return sum / NORMAL.length;
    }

    /** Of the standard normal distribution, in the middle of each tenth. */
    private static final double[] NORMAL = {-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645};

    /** Bytes of a row in the leaves: its part of a posting list where keys repeat. */
    private static double leafBytes(double entryBytes, double repeats) {
        if (repeats <= 1.001) {
            return entryBytes + HeapLayout.LINE_POINTER;
        }
        if (repeats > FEW) {
            return ofKey(entryBytes, repeats) / repeats;
        }
        // as many rows a key as chance makes them, of the keys that have any
        double mean = meanOfAll(repeats);
        double chance = mean * Math.exp(-mean) / -Math.expm1(-mean);
        double bytes = 0;
        for (int rows = 1; rows <= 4 * FEW; rows++) {
            bytes += chance * ofKey(entryBytes, rows);
            chance *= mean / (rows + 1);
        }
        return bytes / repeats;
    }

    /** The mean of a Poisson distribution whose mean without zeros is given. */
    private static double meanOfAll(double withoutZeros) {
        double mean = withoutZeros;
        for (int i = 0; i < 60; i++) {
            mean = withoutZeros * -Math.expm1(-mean);
        }
        return mean;
    }

    /** Bytes of all rows of a key. */
    private static double ofKey(double entryBytes, double rows) {
        double plain = rows * (entryBytes + HeapLayout.LINE_POINTER);
        if (rows < 2) {
            return plain;
        }
        double most = Math.max(2, Math.floor((LARGEST_POSTING - entryBytes) / POSTING_ITEM));
        double listed = Math.min(rows, most);
        double list = Math.ceil((entryBytes + listed * POSTING_ITEM) / 8) * 8 + HeapLayout.LINE_POINTER;
        return Math.min(plain, rows / listed * list);
    }

    private static double fill(KeyShape key, Part part, double bytes) {
        return switch (key.insertion()) {
            case AT_THE_END ->
                // the end of the values is in the middle of the index where nulls come behind them
                key.leadingNulls() > 0 && !part.leadingNull() ? FILL_GROUPS : FILL_AT_END;
            case AT_THE_END_OF_NEAR_GROUPS -> FILL_AT_END;
            case AT_THE_END_OF_GROUPS ->
                // nulls are the last group: its end is that of the index
                part.leadingNull() ? FILL_AT_END : fillOfGroups(key, part, bytes);
            case ANYWHERE, SCATTERED -> fillAnywhere(key, part, bytes);
        };
    }

    /** The first entry of the next page is also the high key of a page (nbtree/README). */
    private static double spaceOfEntries(Part part) {
        return LEAF_SPACE - part.entryBytes() - HeapLayout.LINE_POINTER;
    }

    private static double fillOfGroups(KeyShape key, Part part, double bytes) {
        double perPage = spaceOfEntries(part) / bytes;
        double groups = Math.min(key.groups(), part.entries());
        double pages = GroupGrowth.pages(groups, part.entries() / groups, perPage);
        return part.entries() * bytes / LEAF_SPACE / pages;
    }

    private static double fillAnywhere(KeyShape key, Part part, double bytes) {
        double space = spaceOfEntries(part);
        double filled = part.entries() * bytes / space;
        if (filled < FEW_PAGES) {
            return FILL_ANYWHERE;
        }
        return filled / PageGrowth.btree(filled, space / bytes / key.together()) * space / LEAF_SPACE;
    }

    /** From the first to the second as a group grows from half a page to three. */
    private static double between(double first, double second, double pages) {
        double part = Math.max(0, Math.min(1, (pages - 0.5) / 2.5));
        return first + part * (second - first);
    }

    /** Splits are not in halves (rangetypes_gist.c, gistproc.c), so that there is no swing: 0.67 to 0.72 as measured. */
    private static final double GIST_FILL = 0.67;

    /**
     * Pages of a GiST index that grows by inserts. Where the periods of many groups each go on in time, only the last page
     * of a group grows and the others stay halves.
     *
     * @param groups whose entries each come in their order; as many as entries where they come in none
     */
    static double gistPages(double entryBytes, double entries, double groups) {
        double entry = entryBytes + HeapLayout.LINE_POINTER;
        double perPage = Math.floor(LEAF_SPACE / entry);
        double fill = between(GIST_FILL, FILL_GROUPS, entries / Math.max(1, groups) / perPage);
        double leaves = Math.max(1, Math.ceil(entries / perPage / fill));
        double fanOut = perPage * GIST_FILL;
        double pages = leaves;
        while (leaves > 1) {
            leaves = Math.ceil(leaves / fanOut);
            pages += leaves;
        }
        return pages;
    }

    private static final int BRIN_PAGES_PER_RANGE = 128;
    private static final double BRIN_TUPLE = 32;
    private static final int RANGES_PER_REVMAP_PAGE = 1_360;

    /** Metapage, map and one tuple for every 128 pages of the table (documentation 65.5, brin_page.h). */
    static double brinPages(double heapPages) {
        double ranges = Math.max(1, Math.ceil(heapPages / BRIN_PAGES_PER_RANGE));
        return 1 + Math.ceil(ranges / RANGES_PER_REVMAP_PAGE) + Math.ceil(ranges * BRIN_TUPLE / LEAF_SPACE);
    }
}
