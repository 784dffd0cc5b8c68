package dev.pgwright.data;

/** Numbers that look random and are always the same. */
final class Mix {
    private static final int ROUNDS = 4;

    private Mix() {}

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    static long hash(long value, long salt) {
        long mixed = value + salt * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to 1, without 1. */
    static double fraction(long value, long salt) {
        return (hash(value, salt) >>> 11) * 0x1.0p-53;
    }

    /** Puts the numbers below {@code size} into another order: a Feistel network that walks until it is within them. */
    static long shuffled(long value, long size, long salt) {
        if (size <= 1) {
            return 0;
        }
        int half = (65 - Long.numberOfLeadingZeros(size - 1)) / 2;
        long mask = (1L << half) - 1;
        long result = value;
        do {
            long left = result >>> half;
            long right = result & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ (hash(right, salt + round) & mask);
                left = right;
                right = next;
            }
            result = left << half | right;
        } while (result >= size);
        return result;
    }
}
