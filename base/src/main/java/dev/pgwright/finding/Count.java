package dev.pgwright.finding;

/** Numbers of things in sentences for people. */
public final class Count {
    private Count() {}

    /** {@code 1 table}, {@code 2 tables}; for nouns whose plural ends with s. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
