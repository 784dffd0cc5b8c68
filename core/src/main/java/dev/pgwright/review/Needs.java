package dev.pgwright.review;

import java.util.Locale;

/** What a rule must know to say something. */
public enum Needs {
    /** The statements alone. */
    SQL("the SQL alone"),
    /** The files before, or a database, for the schema that a statement meets. */
    HISTORY("the migrations before it, or a database"),
    /** The schema of a database. */
    CATALOG("a schema: the migrations before it, or a database"),
    /** Sizes and traffic. */
    STATISTICS("sizes, traffic or known queries: --db, --facts or --workload"),
    /** A running server. */
    SERVER("a running server: --db");

    private final String words;

    Needs(String words) {
        this.words = words;
    }

    /** As written in outputs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What has to be given, for people. */
    public String words() {
        return words;
    }
}
