package dev.pgwright.design.prove;

/** The SQLSTATEs that constraints answer with (PostgreSQL documentation, appendix A). */
final class States {
    static final String NOT_NULL = "23502";
    static final String FOREIGN_KEY = "23503";
    static final String UNIQUE = "23505";
    static final String CHECK = "23514";
    static final String EXCLUSION = "23P01";
    static final String RESTRICT = "23001";
    static final String INVALID_TEXT = "22P02";
    static final String GENERATED_ALWAYS = "428C9";

    private States() {}
}
