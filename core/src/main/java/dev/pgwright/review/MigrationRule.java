package dev.pgwright.review;

/** A rule about the statements of one migration together. */
public interface MigrationRule extends Rule {
    /** Called once for each migration, after its last statement. */
    void check(MigrationContext migration, Report report);
}
