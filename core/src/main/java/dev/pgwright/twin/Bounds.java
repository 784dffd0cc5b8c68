package dev.pgwright.twin;

/** Refuses numbers that no statistics can have: a fault of the caller. */
final class Bounds {
    /** Block numbers are 32 bits wide; the last two mean something else (storage/block.h). */
    private static final long MOST_PAGES = 0xFFFFFFFEL;

    private Bounds() {}

    static void fraction(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is a part of a whole, not " + value);
        }
    }

    static void atLeastZero(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " cannot be " + value);
        }
    }

    static void pages(long pages) {
        if (pages < 0 || pages > MOST_PAGES) {
            throw new IllegalArgumentException("a relation cannot have " + pages + " pages");
        }
    }
}
