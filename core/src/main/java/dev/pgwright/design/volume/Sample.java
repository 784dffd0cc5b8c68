package dev.pgwright.design.volume;

/** Numbers from 0 to 1 that look random and are the same in every run. */
final class Sample {
    private Sample() {}

    static double fraction(long row, long salt) {
        long mixed = row * 0x9E3779B97F4A7C15L + salt * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
