/**
 * Schemas from parse trees: what exists after each statement, found out without a server. The inside is a small system
 * catalog: objects with numbers, which refer to each other by number, as PostgreSQL's own do; so a renamed table or
 * column is renamed wherever it is used.
 */
@NullMarked
package dev.pgwright.load.folded;

import org.jspecify.annotations.NullMarked;
