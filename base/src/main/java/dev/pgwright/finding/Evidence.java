package dev.pgwright.finding;

/** How a claim is known, strongest first. */
public enum Evidence {
    /** It was run on a real PostgreSQL and observed. */
    MEASURED("measured"),
    /** PostgreSQL's planner said so, with the real or the stated statistics. */
    PLANNED("planned"),
    /** It follows from the parsed SQL or the catalog. */
    DERIVED("derived"),
    /** Nobody told us; the assumption is listed and can be overturned. */
    ASSUMED("assumed");

    private final String word;

    Evidence(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
