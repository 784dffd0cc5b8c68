/** Strategies: the safe form of a change, as transactions that run one after the other. */
@NullMarked
package dev.pgwright.migrate.plan;

import org.jspecify.annotations.NullMarked;
