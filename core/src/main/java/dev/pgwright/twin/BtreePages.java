package dev.pgwright.twin;

import dev.pgwright.twin.StatedSizes.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A B-tree of the right height with no entry: a metapage, a root, one page on each level below it, and an empty leaf.
 * The planner reads the height in the metapage, and descends to the first or last leaf to learn the real least or
 * greatest value ({@code get_actual_variable_range}, utils/adt/selfuncs.c); finding none, it goes by the histogram.
 * Layouts are those of access/nbtree.h, the same in 14 to 18.
 */
final class BtreePages {
    private static final int MAGIC = 0x053162;
    private static final int CONTENTS = 24;
    /** 16 bytes at the end of a page: left and right neighbour, level, flags, cycle. */
    private static final int SPECIAL = RelationFiles.PAGE - 16;
    /** A downlink without a key, as the first of every inner page is: 8 bytes. */
    private static final int DOWNLINK = SPECIAL - 8;

    private static final short LEAF = 1;
    private static final short ROOT = 2;
    /** An entry of an inner page is at least this large: line pointer, header, a key of 8 bytes. */
    private static final double LEAST_ENTRY = 20;
    /** Inner pages are filled to 70 % (BTREE_NONLEAF_FILLFACTOR). */
    private static final double INNER_BYTES = (RelationFiles.PAGE - 40) * 0.7;

    private BtreePages() {}

    /** Levels above the leaves of a tree with so many pages and entries. */
    static int height(double rows, long pages) {
        double entry = rows < 1 ? LEAST_ENTRY : Math.max(LEAST_ENTRY, pages * (double) RelationFiles.PAGE * 0.9 / rows);
        double fanOut = Math.max(2, Math.floor(INNER_BYTES / entry));
        int height = 0;
        for (double level = Math.max(1, pages - 1); level > 1; level = Math.ceil(level / fanOut)) {
            height++;
        }
        return height;
    }

    static void write(Path file, Size size) throws IOException {
        if (size.pages() < 2) {
            return;
        }
        int height = (int) Math.min(height(size.rows(), size.pages()), size.pages() - 2);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer meta = ByteBuffer.allocate(RelationFiles.PAGE).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(meta, 0) < RelationFiles.PAGE || meta.getInt(CONTENTS) != MAGIC) {
                throw new IOException("not a B-tree: " + file);
            }
            // root, its level, then the same of the fast root
            meta.putInt(CONTENTS + 8, 1).putInt(CONTENTS + 12, height);
            meta.putInt(CONTENTS + 16, 1).putInt(CONTENTS + 20, height);
            channel.write(meta.rewind(), 0);
            for (int level = height; level >= 0; level--) {
                int block = 1 + height - level;
                channel.write(page(level, block, level == height), (long) block * RelationFiles.PAGE);
            }
        }
    }

    private static ByteBuffer page(int level, int block, boolean root) {
        ByteBuffer page = ByteBuffer.allocate(RelationFiles.PAGE).order(ByteOrder.LITTLE_ENDIAN);
        boolean leaf = level == 0;
        // pd_lower, pd_upper, pd_special, size and version of the layout
        page.putShort(12, (short) (leaf ? CONTENTS : CONTENTS + 4));
        page.putShort(14, (short) (leaf ? SPECIAL : DOWNLINK));
        page.putShort(16, (short) SPECIAL);
        page.putShort(18, (short) (RelationFiles.PAGE | 4));
        if (!leaf) {
            int child = block + 1;
            page.putInt(CONTENTS, DOWNLINK | 1 << 15 | 8 << 17);
            page.putShort(DOWNLINK, (short) (child >>> 16)).putShort(DOWNLINK + 2, (short) child);
            // no key columns (offset 0), an index tuple of 8 bytes with INDEX_ALT_TID_MASK
            page.putShort(DOWNLINK + 6, (short) (8 | 0x2000));
        }
        page.putInt(SPECIAL + 8, level);
        page.putShort(SPECIAL + 12, (short) ((leaf ? LEAF : 0) | (root ? ROOT : 0)));
        return page;
    }
}
