package dev.pgwright.design.volume;

/**
 * How many pages there are when entries come anywhere and full pages split in halves. A page doubles in the time in which
 * the whole does, so that all split at about the same time and the fill swings between a half and one; each split adds
 * some chance to when the next one comes, until the swing is lost and the mean is left, which is ln 2.
 */
final class PageGrowth {
    private static final int GENERATIONS = 60;
    private static final double DOUBLE = Math.log(2);
    /** What a split of the last page of a B-tree leaves in the left one (fillfactor). */
    private static final double LEFT_OF_LAST = 0.9;

    private PageGrowth() {}

    /**
     * Leaves of a B-tree: its last page, which the first one is, splits at the fill factor (nbtsplitloc.c).
     *
     * @param filled the whole in full pages
     * @param perPage entries of a full page, whose number is what chance is about
     */
    static double btree(double filled, double perPage) {
        double time = Math.log(Math.max(1e-9, filled));
        double variance = 1 / Math.max(2, perPage);
        double refill = -Math.log(1 - LEFT_OF_LAST);
        double chance = variance * LEFT_OF_LAST / (1 - LEFT_OF_LAST);
        double pages = 1;
        for (int split = 0; split < GENERATIONS; split++) {
            Spread began = new Spread(split * refill, split * chance);
            if (began.before(time) < 1e-9) {
                break;
            }
            pages += of(began, LEFT_OF_LAST, time, variance);
        }
        return pages;
    }

    /**
     * Of a structure that began with pages that were half full.
     *
     * @param filled the whole in full pages
     * @param begun how many they were
     */
    static double ofHalves(double filled, double perPage, double begun) {
        double time = Math.log(Math.max(1, 2 * filled / begun));
        return begun * of(new Spread(0, 0), 0.5, time, 1 / Math.max(2, perPage));
    }

    /** What becomes of a page that began at some time with some fill. */
    private static double of(Spread began, double fill, double time, double variance) {
        double pages = 0;
        double reached = began.before(time);
        Spread split = began.after(-Math.log(fill), variance * (1 / fill - 1));
        for (int generation = 0; generation < GENERATIONS && reached > 1e-9; generation++) {
            double next = split.before(time);
            pages += Math.scalb(Math.max(0, reached - next), generation);
            reached = next;
            split = split.after(DOUBLE + variance / 2, variance);
        }
        return pages;
    }

    /** A time that chance spreads. */
    private record Spread(double mean, double variance) {
        Spread after(double more, double moreVariance) {
            return new Spread(mean + more, variance + moreVariance);
        }

        double before(double time) {
            return variance == 0 ? time >= mean ? 1 : 0 : normal((time - mean) / Math.sqrt(variance));
        }
    }

    /** The standard normal distribution (Abramowitz, Stegun: Handbook of mathematical functions, 26.2.17). */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * series;
        return x > 0 ? 1 - tail : tail;
    }
}
