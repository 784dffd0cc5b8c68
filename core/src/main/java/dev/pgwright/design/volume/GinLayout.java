package dev.pgwright.design.volume;

import java.util.List;

/**
 * Bytes of a GIN index that grows by inserts: an entry for each key with the rows that have it, as gaps of seven bits a
 * byte (ginpostinglist.c), in the leaves of a tree of entries; a list that would make its entry larger than a third of a
 * page is a tree of its own (gininsert.c, gindatapage.c). New rows wait in a pending list, whose merges go through the
 * keys in their order and make all pages fuller at once.
 */
final class GinLayout {
    private static final double PAGE_SPACE = HeapLayout.PAGE - HeapLayout.PAGE_HEADER - 8;
    private static final double ENTRY_HEADER = 8;
    /** The first row of a list and its length. */
    private static final double LIST_HEADER = 8;
    /** GinMaxItemSize of ginblock.h. */
    private static final double LARGEST_ENTRY = 2_712;
    /** gin_pending_list_limit is 4 MB unless set. */
    private static final double PENDING_PAGES = 515;
    /** Right bound and opaque data apart. */
    private static final double TREE_SPACE = HeapLayout.PAGE - HeapLayout.PAGE_HEADER - 16;
    /** A split behind which rows are appended leaves three quarters of a page on the left. */
    private static final double TREE_LEFT = 0.75 * HeapLayout.PAGE;
    /** Lists in trees are cut into segments of about 256 bytes, each with a header. */
    private static final double SEGMENTS = 256.0 / (256 - LIST_HEADER);

    /** Postings of an inner page of such a tree, 10 bytes each and as full. */
    private static final double CHILDREN = 600;

    private static final double INNER_FILL = 0.6;
    private static final double STEP = 1.15;
    /** Of the standard normal distribution, in the middle of each tenth. */
    private static final double[] NORMAL = {-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645};

    private final List<Keys> keys;
    private final double rowsPerPage;

    /**
     * @param rowsPerPage of the table
     */
    GinLayout(List<Keys> keys, double rowsPerPage) {
        this.keys = List.copyOf(keys);
        this.rowsPerPage = rowsPerPage;
    }

    /**
     * Keys that are in equally many rows.
     *
     * @param count how many there are in all rows
     * @param bytes of one, with its length
     * @param perRow how many of them a row has, on average
     * @param spread how much the rows of one key differ from those of another: their deviation, relative to the mean
     */
    record Keys(double count, double bytes, double perRow, double spread) {
        Keys(double count, double bytes, double perRow) {
            this(count, bytes, perRow, 0);
        }

        double met(double rows) {
            double postings = rows * perRow;
            return Math.max(Math.min(1, postings), count * -Math.expm1(-postings / count));
        }
    }

    /**
     * Pages and keys.
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
    }

    /** Of so many rows, the last of which are merged. */
    Gin of(double rows) {
        double pendingRow = 0;
        double entries = 0;
        for (Keys some : keys) {
            pendingRow += some.perRow() * (aligned(ENTRY_HEADER + some.bytes()) + HeapLayout.LINE_POINTER);
            entries += some.met(rows);
        }
        double rowsAMerge = Math.max(1, PENDING_PAGES * PAGE_SPACE / Math.max(1, pendingRow));
        double merged = Math.floor(rows / rowsAMerge) * rowsAMerge;
        double rest = Math.ceil((rows - merged) * pendingRow / PAGE_SPACE);
        double entryPages = entryPages(rows, rowsAMerge);
        double dataPages = dataPages(rows);
        // while the last full list was merged, its pages were still there; what came later took them
        double then = merged == 0 ? 0 : entryPages(merged, rowsAMerge) + dataPages(merged) + PENDING_PAGES;
        double pending = Math.max(rest, then - entryPages - dataPages);
        return new Gin(entries, entryPages, dataPages, pending);
    }

    /** Pages that were once filled stay, also when lists move into trees of their own. */
    private double entryPages(double rows, double rowsAMerge) {
        double first = Math.min(rows, rowsAMerge);
        // keys come in their order, so that each split leaves half a page behind
        double begun = Math.max(1, 2 * entryBytes(first) / PAGE_SPACE);
        double most = Math.max(entryBytes(first), entryBytes(rows));
        for (double some = first * STEP; some < rows; some *= STEP) {
            most = Math.max(most, entryBytes(some));
        }
        double met = keys.stream().mapToDouble(some -> some.met(rows)).sum();
        double perPage = Math.max(4, PAGE_SPACE / (most / Math.max(1, met)));
        double leaves = Math.ceil(Math.max(begun, PageGrowth.ofHalves(most / PAGE_SPACE, perPage, begun)));
        double innerEntry = aligned(ENTRY_HEADER + averageKey()) + HeapLayout.LINE_POINTER;
        double pages = leaves;
        while (leaves > 1) {
            leaves = Math.ceil(leaves * innerEntry / (PAGE_SPACE * INNER_FILL));
            pages += leaves;
        }
        return pages;
    }

    private double averageKey() {
        double count = 0;
        double bytes = 0;
        for (Keys some : keys) {
            count += some.count();
            bytes += some.count() * some.bytes();
        }
        return bytes / Math.max(1, count);
    }

    private double entryBytes(double rows) {
        double bytes = 0;
        for (Keys some : keys) {
            double one = 0;
            for (double quantile : NORMAL) {
                double list = listBytes(rowsOfKey(some, rows, quantile), rows);
                boolean tree = isTree(some, list);
                one += aligned(ENTRY_HEADER + some.bytes() + (tree ? 0 : LIST_HEADER + list)) + HeapLayout.LINE_POINTER;
            }
            bytes += some.met(rows) * one / NORMAL.length;
        }
        return bytes;
    }

    /** By chance, and by how keys differ. */
    private static double rowsOfKey(Keys some, double rows, double quantile) {
        double mean = rows * some.perRow() / Math.max(1e-9, some.met(rows));
        double deviation = Math.sqrt(mean + Math.pow(mean * some.spread(), 2));
        return Math.max(1, Math.min(rows, mean + quantile * deviation));
    }

    private static boolean isTree(Keys keys, double list) {
        return ENTRY_HEADER + keys.bytes() + LIST_HEADER + list > LARGEST_ENTRY;
    }

    private double dataPages(double rows) {
        double pages = 0;
        for (Keys some : keys) {
            double one = 0;
            for (double quantile : NORMAL) {
                double list = listBytes(rowsOfKey(some, rows, quantile), rows);
                one += isTree(some, list) ? treePages(list * SEGMENTS) : 0;
            }
            pages += some.met(rows) * one / NORMAL.length;
        }
        return pages;
    }

    /** One page is leaf and root. */
    private static double treePages(double list) {
        if (list <= TREE_SPACE) {
            return 1;
        }
        double leaves = 1 + Math.ceil((list - TREE_SPACE) / TREE_LEFT);
        return leaves + Math.ceil(leaves / CHILDREN);
    }

    /**
     * All rows of a key but the first as the distance to the one before: 11 bits are the place on the page, the others
     * the pages between.
     */
    private double listBytes(double rowsOfKey, double rows) {
        double onPage = rowsOfKey * rowsPerPage / Math.max(1, rows);
        double other = onPage < 1e-9 ? 1 : -Math.expm1(-onPage) / onPage;
        double each = 1;
        for (double pages : new double[] {0, 7.5, 1_023.5, 131_071.5}) {
            each += other * Math.exp(-onPage * pages);
        }
        return Math.max(0, rowsOfKey - 1) * each;
    }

    private static double aligned(double bytes) {
        return Math.ceil(bytes / 8) * 8;
    }
}
