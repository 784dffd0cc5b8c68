package dev.pgwright.twin;

import dev.pgwright.twin.IndexStatistics.WordStatistics;
import dev.pgwright.twin.StatedSizes.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Gives the files of empty relations the sizes that were stated, as holes that take no disk, and their metapages what
 * the planner reads there. The planner asks the operating system how many pages a relation has
 * ({@code estimate_rel_size}, optimizer/util/plancat.c), whatever {@code pg_class} says.
 *
 * <p>To be used while the server is down, on a cluster without data checksums whose relations are empty.
 */
final class RelationFiles {
    static final int PAGE = 8192;
    /** A file of a relation ends at 1 GiB; the next has the number behind its name (RELSEG_SIZE). */
    private static final long SEGMENT_PAGES = 131_072;

    /** Contents of a page begin behind its header. */
    private static final int CONTENTS = 24;
    /** Items of a page of the map of ranges: (8192 - 24 - 8) / 6 bytes (access/brin_page.h). */
    private static final int RANGES_A_PAGE = 1360;

    private final Path data;
    private final Map<String, TwinRelation> relations;
    private final StatedSizes sizes;

    RelationFiles(Path data, Map<String, TwinRelation> relations, StatedSizes sizes) {
        this.data = data;
        this.relations = relations;
        this.sizes = sizes;
    }

    void make() throws IOException {
        for (TwinRelation relation : relations.values()) {
            Size size = sizes.size(relation.oid());
            if (!relation.file().isEmpty() && size.pages() > 0) {
                Path file = data.resolve(relation.file());
                switch (relation.method()) {
                    case "btree" -> BtreePages.write(file, size);
                    case "gin" -> gin(file, size);
                    case "brin" -> brin(file, relation);
                    default -> {
                        // of other methods the planner asks for the size only
                    }
                }
                extend(file, size.pages());
            }
        }
    }

    /** Lengthens the relation; what it has stays. */
    static void extend(Path file, long pages) throws IOException {
        for (long segment = 0; segment * SEGMENT_PAGES < Math.max(1, pages); segment++) {
            Path part = segment == 0 ? file : file.resolveSibling(file.getFileName() + "." + segment);
            long length = Math.min(SEGMENT_PAGES, pages - segment * SEGMENT_PAGES) * PAGE;
            if (!Files.exists(part) || Files.size(part) < length) {
                lengthen(part, length);
            }
        }
    }

    /** Writing the last byte alone leaves a hole before it, on file systems that have holes. */
    private static void lengthen(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.allocate(1), length - 1);
        }
    }

    /** The counts that VACUUM leaves in the metapage: GinMetaPageData of access/ginblock.h. */
    private static void gin(Path file, Size size) throws IOException {
        WordStatistics words = size.words();
        if (words == null) {
            return;
        }
        ByteBuffer counts = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        counts.putInt((int) size.pages())
                .putInt((int) words.entryPages())
                .putInt((int) words.dataPages())
                .putInt(0)
                .putLong(words.entries());
        patch(file, CONTENTS + 24, counts);
    }

    /** The last page of the map of ranges: BrinMetaPageData of access/brin_page.h. */
    private void brin(Path file, TwinRelation index) throws IOException {
        long heapPages = sizes.size(index.table()).pages();
        long ranges = (heapPages + index.rangePages() - 1) / index.rangePages();
        long mapPages = Math.max(1, (ranges + RANGES_A_PAGE - 1) / RANGES_A_PAGE);
        ByteBuffer last = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        last.putInt((int) mapPages);
        patch(file, CONTENTS + 12, last);
    }

    private static void patch(Path file, int offset, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes.flip(), offset);
        }
    }
}
