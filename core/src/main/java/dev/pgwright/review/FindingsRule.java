package dev.pgwright.review;

/** A rule about a migration that depends on what the other rules have found in it. */
public interface FindingsRule extends Rule {
    /** Called once for each migration under review, after all rules of other kinds. */
    void check(MigrationFindings found, Report report);
}
