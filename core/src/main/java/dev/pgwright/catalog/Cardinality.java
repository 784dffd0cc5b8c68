package dev.pgwright.catalog;

/** How many rows one end of a relationship may have, as crow's-foot notation draws it. */
public enum Cardinality {
    ZERO_OR_ONE(true, false, "zero or one"),
    EXACTLY_ONE(false, false, "exactly one"),
    ZERO_OR_MANY(true, true, "zero or many"),
    ONE_OR_MANY(false, true, "one or many");

    private final boolean optional;
    private final boolean many;
    private final String words;

    Cardinality(boolean optional, boolean many, String words) {
        this.optional = optional;
        this.many = many;
        this.words = words;
    }

    /** There may be no row. */
    public boolean optional() {
        return optional;
    }

    /** There may be more than one row. */
    public boolean many() {
        return many;
    }

    /** In English, for a reader. */
    public String words() {
        return words;
    }
}
