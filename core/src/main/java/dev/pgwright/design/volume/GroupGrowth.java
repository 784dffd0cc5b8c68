package dev.pgwright.design.volume;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How many pages there are when entries come behind those of their group, and groups are as large as each other: at first
 * a page has many groups, and all pages double and split at about the same time; later a group has many pages, of which
 * only the last one grows and the others stay halves. In between there is no formula: entries are put into pages one
 * after another, as PostgreSQL does, of as many groups as tell.
 */
final class GroupGrowth {
    /** Entries that are put into pages: of 1,000,000 in groups of 120 or 900 it came within 6 % of the real pages. */
    private static final int ENTRIES = 60_000;
    /** A page splits where a group begins, if that is so near to its middle (MAX_LEAF_INTERVAL, nbtsplitloc.c). */
    private static final int NEAR = 4;

    private static final double LEFT_OF_LAST = 0.9;
    /** Pages of a group from which on all but its last are halves. */
    private static final double MANY_PAGES = 20;

    private final int perPage;
    private final Page[] last;
    private int pages = 1;

    private GroupGrowth(int groups, int perPage) {
        this.perPage = perPage;
        this.last = new Page[groups];
        Arrays.fill(last, new Page(0, new int[groups], true));
    }

    /** How many entries it has of each of some groups that follow each other. */
    private static final class Page {
        private final int firstGroup;
        private final int[] entries;
        private final boolean rightmost;
        private int all;

        private Page(int firstGroup, int[] entries, boolean rightmost) {
            this.firstGroup = firstGroup;
            this.entries = entries;
            this.rightmost = rightmost;
            this.all = Arrays.stream(entries).sum();
        }
    }

    /**
     * Leaves of a B-tree.
     *
     * @param groups how many
     * @param entries of a group on average
     * @param perPage entries of a full page
     */
    static double pages(double groups, double entries, double perPage) {
        if (entries / perPage > MANY_PAGES) {
            return groups * (2 * entries / perPage - 0.5);
        }
        // halving the number of groups takes one doubling away and leaves the rest as it is
        double some = groups;
        while (some * entries > ENTRIES && some > 2) {
            some /= 2;
        }
        int simulated = (int) Math.max(1, Math.round(some));
        GroupGrowth growth = new GroupGrowth(simulated, (int) Math.max(2, perPage));
        growth.add(Math.round(some * entries));
        return growth.pages * groups / simulated;
    }

    private void add(long entries) {
        SplittableRandom random = new SplittableRandom(1);
        for (long entry = 0; entry < entries; entry++) {
            int group = random.nextInt(last.length);
            Page page = last[group];
            page.entries[group - page.firstGroup]++;
            page.all++;
            if (page.all > perPage) {
                split(page);
            }
        }
    }

    private void split(Page page) {
        double middle = page.all * (page.rightmost ? LEFT_OF_LAST : 0.5);
        int before = 0;
        int at = 0;
        while (before + page.entries[at] < middle) {
            before += page.entries[at++];
        }
        int within = (int) (middle - before);
        if (at > 0 && within <= NEAR) {
            within = 0;
        } else if (page.entries[at] - within <= NEAR && at + 1 < page.entries.length) {
            at++;
            within = 0;
        }
        int[] left = Arrays.copyOf(page.entries, within == 0 ? at : at + 1);
        int[] right = Arrays.copyOfRange(page.entries, at, page.entries.length);
        if (within > 0) {
            left[at] = within;
            right[0] -= within;
        }
        move(page, new Page(page.firstGroup + at, right, page.rightmost));
        move(page, new Page(page.firstGroup, left, false));
        pages++;
    }

    /** The ends of groups that were on a page: of a group on both sides, the right one comes first. */
    private void move(Page from, Page to) {
        for (int i = 0; i < to.entries.length; i++) {
            if (last[to.firstGroup + i] == from) {
                last[to.firstGroup + i] = to;
            }
        }
    }
}
