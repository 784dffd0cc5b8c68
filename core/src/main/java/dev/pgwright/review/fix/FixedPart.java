package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.TransactionMode;

/**
 * What becomes one file of a migration.
 *
 * @param mode how it has to be run; {@link TransactionMode#STATEMENT} for what must not be in a transaction, else the
 *     mode of the original
 * @param text SQL with its comments
 */
public record FixedPart(TransactionMode mode, String text) {}
