package dev.pgwright.design.volume;

import dev.pgwright.design.volume.KeyShape.Insertion;

/**
 * Bytes of an index. B-trees by their layout (documentation 65.1 in version 18, nbtree/README, nbtdedup.c): entries of
 * equal keys share a posting list since version 13; how full pages are depends on where entries go, which was measured by
 * inserting half a million rows in the orders that {@link Insertion} tells apart. The other kinds by their entries and a
 * measured fill. Pages of equal keys that grow at the same speed split at the same time, so that what they are filled to
 * swings by about a tenth around its mean, which is what is taken.
 */
final class IndexLayout {
    private static final double LEAF_SPACE = HeapLayout.PAGE - HeapLayout.PAGE_HEADER - 16;
    private static final int POSTING_ITEM = 6;
    /** Half of what an index tuple may have at most (nbtinsert.c). */
    private static final double LARGEST_POSTING = 1_350;

    private static final double FILL_AT_END = 0.895;
    private static final double FILL_GROUPS = 0.54;
    private static final double FILL_ANYWHERE = 0.70;
    private static final double FILL_PAIRS = 0.77;
    private static final double FILL_DUPLICATES = 0.67;
    private static final double FILL_PAGES_OF_DUPLICATES = 0.94;
    private static final double INNER_FILL = 0.70;

    private IndexLayout() {}

    /** Pages of a B-tree, the metapage included. */
    static double btreePages(KeyShape key, boolean deduplicates) {
        double filled = key.entries() * (1 - key.nulls());
        double repeats = deduplicates ? Math.max(1, filled / key.distinct()) : 1;
        double ofNulls = deduplicates
                ? POSTING_ITEM / FILL_PAGES_OF_DUPLICATES
                : (KeyShape.WITH_NULLS + HeapLayout.LINE_POINTER) / FILL_PAGES_OF_DUPLICATES;
        double leaves = Math.ceil(filled * leafBytes(key, repeats) / (LEAF_SPACE * fill(key, repeats))
                + key.entries() * key.nulls() * ofNulls / LEAF_SPACE);
        double pages = Math.max(1, leaves);
        double level = pages;
        double fanOut = LEAF_SPACE * INNER_FILL / (key.entryBytes() + HeapLayout.LINE_POINTER);
        while (level > 1) {
            level = Math.ceil(level / fanOut);
            pages += level;
        }
        return pages + 1;
    }

    /** Bytes of a row in the leaves: its part of a posting list where keys repeat. */
    private static double leafBytes(KeyShape key, double repeats) {
        double plain = key.entryBytes() + HeapLayout.LINE_POINTER;
        if (repeats <= 1.1) {
            return plain;
        }
        double most = Math.max(2, Math.floor((LARGEST_POSTING - key.entryBytes()) / POSTING_ITEM));
        double listed = Math.min(repeats, most);
        double posting =
                (Math.ceil((key.entryBytes() + listed * POSTING_ITEM) / 8) * 8 + HeapLayout.LINE_POINTER) / listed;
        return Math.min(plain, posting);
    }

    private static double fill(KeyShape key, double repeats) {
        return switch (key.insertion()) {
            case AT_THE_END ->
                // the end of the values is in the middle of the index where nulls come behind them
                1 / (key.leadingNulls() / FILL_AT_END + (1 - key.leadingNulls()) / fillBeforeNulls(key));
            case AT_THE_END_OF_NEAR_GROUPS -> FILL_AT_END;
            case AT_THE_END_OF_GROUPS -> {
                double pagesOfGroup = key.entries() / key.groups() * leafBytes(key, repeats) / LEAF_SPACE;
                yield between(FILL_ANYWHERE, FILL_GROUPS, pagesOfGroup);
            }
            case ANYWHERE -> {
                double keys = Math.max(1, key.entries() / key.distinct());
                double pagesOfKey = keys * leafBytes(key, repeats) / LEAF_SPACE;
                if (keys <= 1.1) {
                    yield FILL_ANYWHERE;
                } else if (keys < 3) {
                    yield FILL_PAIRS;
                }
                yield pagesOfKey < 0.5
                        ? FILL_DUPLICATES
                        : between(FILL_DUPLICATES, FILL_PAGES_OF_DUPLICATES, pagesOfKey);
            }
        };
    }

    private static double fillBeforeNulls(KeyShape key) {
        return key.leadingNulls() > 0 ? FILL_GROUPS : FILL_AT_END;
    }

    /** From the first to the second as a group grows from half a page to three. */
    private static double between(double first, double second, double pages) {
        double part = Math.max(0, Math.min(1, (pages - 0.5) / 2.5));
        return first + part * (second - first);
    }

    private static final double GIST_FILL = 0.65;

    /** Pages of a GiST index that grows by inserts. */
    static double gistPages(double entryBytes, double entries) {
        double fill = GIST_FILL;
        double leaves = Math.max(1, Math.ceil(entries * (entryBytes + HeapLayout.LINE_POINTER) / (LEAF_SPACE * fill)));
        double fanOut = LEAF_SPACE * fill / (entryBytes + HeapLayout.LINE_POINTER);
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

    private static final double GIN_ENTRY = 24;
    /** gin_pending_list_limit is 4 MB unless set. */
    private static final double GIN_PENDING_PAGES = 512;

    private static final double GIN_TREE_FILL = 0.72;
    private static final double GIN_INLINE = 0.72;
    /** A single merge brings its keys in their order, and each split leaves half a page behind (ginentrypage.c). */
    private static final double GIN_MERGED_ONCE = 0.5;

    /**
     * Of a GIN index.
     *
     * @param entries different keys
     * @param entryPages with the keys and short lists of rows
     * @param dataPages with long lists of rows
     * @param pendingPages that hold new rows until they are merged, and are used again after it
     */
    record Gin(double entries, double entryPages, double dataPages, double pendingPages) {
        double pages() {
            return 1 + entryPages + dataPages + pendingPages;
        }

        Gin plus(Gin other) {
            return new Gin(
                    entries + other.entries,
                    entryPages + other.entryPages,
                    dataPages + other.dataPages,
                    Math.max(pendingPages, other.pendingPages));
        }
    }

    /**
     * A GIN index after its pending list is merged: for each key an entry with its rows, compressed as gaps of seven bits
     * a byte (ginpostinglist.c); long lists are trees of their own.
     *
     * @param keys different ones in all rows
     * @param perRow keys of a row
     * @param rowsPerPage of the table
     */
    static Gin gin(double rows, double keys, double perRow, double rowsPerPage) {
        double postings = rows * perRow;
        double used = Math.max(1, Math.min(keys, postings));
        double pending =
                Math.min(GIN_PENDING_PAGES, Math.ceil(postings * (GIN_ENTRY + HeapLayout.LINE_POINTER) / LEAF_SPACE));
        double repeats = postings / used;
        // rows of one page are near each other, others at least a page apart; a page is 11 bits (ginpostinglist.c)
        double onPage = repeats / Math.max(1, rows / rowsPerPage);
        double together = Math.max(0, 1 - 1 / Math.max(1, onPage));
        double bits = 11 + Math.log(Math.max(1, 1 / onPage)) / Math.log(2);
        double bytesPerPosting = together + (1 - together) * Math.ceil(bits / 7);
        double listBytes = repeats * bytesPerPosting;
        double fill = pending < GIN_PENDING_PAGES ? GIN_MERGED_ONCE : GIN_INLINE;
        if (listBytes < LEAF_SPACE / 4) {
            return new Gin(used, Math.ceil(used * (GIN_ENTRY + listBytes) / (LEAF_SPACE * fill)), 0, pending);
        }
        double treePages = Math.ceil(listBytes / (LEAF_SPACE * GIN_TREE_FILL));
        return new Gin(
                used,
                Math.ceil(used * GIN_ENTRY / (LEAF_SPACE * fill)),
                used * (treePages > 1 ? treePages + 1 : 1),
                pending);
    }
}
