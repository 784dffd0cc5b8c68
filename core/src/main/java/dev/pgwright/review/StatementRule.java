package dev.pgwright.review;

/** A rule about one statement and the schema it meets. */
public interface StatementRule extends Rule {
    /** Called for every statement of a migration, in order. */
    void check(StatementContext statement, Report report);
}
