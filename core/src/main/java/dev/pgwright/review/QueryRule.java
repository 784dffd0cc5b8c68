package dev.pgwright.review;

/** A rule about one query, whatever it comes from, and what it means for the schema. */
public interface QueryRule extends Rule {
    /** Called once for each query. */
    void check(QueryContext query, Report report);
}
