package dev.pgwright.review;

/**
 * The statement that an object comes from.
 *
 * @param location where in the migration's SQL it is named; -1 for the whole statement
 */
public record Origin(MigrationContext migration, Step step, int location) {}
