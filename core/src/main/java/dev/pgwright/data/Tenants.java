package dev.pgwright.data;

/**
 * Which tenant each row of a table without a parent belongs to. Tenants have four to seven sevenths as many rows as the
 * largest: were they all of one size, the pages of their indexes would all be split at the same time. The first rows are
 * of one tenant each, so that small tables know them all.
 */
final class Tenants {
    private static final int SMALLEST = 4;
    private static final int SIZES = 4;

    /** The tenant of each row of a round. */
    private final int[] turns;
    /** How many of a tenant's turns come before each turn of a round. */
    private final int[] before;
    /** The turns of each tenant, one tenant after the other. */
    private final int[] turnsOf;

    private final int[] firstOf;

    Tenants(int count) {
        this.firstOf = new int[count + 1];
        for (int tenant = 0; tenant < count; tenant++) {
            firstOf[tenant + 1] = firstOf[tenant] + size(tenant);
        }
        int length = firstOf[count];
        this.turns = new int[length];
        int extra = 0;
        for (int tenant = 0; tenant < count; tenant++) {
            turns[tenant] = tenant;
            for (int turn = 1; turn < size(tenant); turn++) {
                turns[count + (int) Mix.shuffled(extra++, length - count, 61)] = tenant;
            }
        }
        this.before = new int[length];
        this.turnsOf = new int[length];
        int[] seen = new int[count];
        for (int turn = 0; turn < length; turn++) {
            int tenant = turns[turn];
            before[turn] = seen[tenant];
            turnsOf[firstOf[tenant] + seen[tenant]++] = turn;
        }
    }

    private static int size(int tenant) {
        return SMALLEST + (int) Long.remainderUnsigned(Mix.hash(tenant, 60), SIZES);
    }

    long of(long row) {
        return turns[(int) (row % turns.length)];
    }

    /** How many rows of the same tenant come before a row. */
    long position(long row) {
        int turn = (int) (row % turns.length);
        return row / turns.length * size(turns[turn]) + before[turn];
    }

    /** The row of a tenant that so many come before. */
    long row(long tenant, long position) {
        int size = size((int) tenant);
        return position / size * turns.length + turnsOf[firstOf[(int) tenant] + (int) (position % size)];
    }

    /** How many of the first rows of a table are a tenant's. */
    long rows(long tenant, long all) {
        int size = size((int) tenant);
        long whole = all / turns.length * size;
        long rest = all % turns.length;
        int first = firstOf[(int) tenant];
        int taken = 0;
        while (taken < size && turnsOf[first + taken] < rest) {
            taken++;
        }
        return whole + taken;
    }
}
