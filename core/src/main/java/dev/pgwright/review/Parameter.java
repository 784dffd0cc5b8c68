package dev.pgwright.review;

/**
 * A limit of a rule that pgwright.yaml can change.
 *
 * @param name kebab-case
 * @param value unless the configuration says otherwise
 * @param description with the unit
 */
public record Parameter(String name, long value, String description) {}
