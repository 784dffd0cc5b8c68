package dev.pgwright.migrate.plan.steps;

/**
 * How the values of a column become those of another type, and again what they were.
 *
 * @param there over the columns of the row as it was, of the new type
 * @param back over the columns of the row as it is then, of the old type
 * @param exact whether a value that would not come back as it was must not be there; otherwise such a loss is allowed
 */
public record Conversion(RowExpression there, RowExpression back, boolean exact) {}
