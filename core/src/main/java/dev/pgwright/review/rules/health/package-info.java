/** Rules about what a running database is like. */
@NullMarked
package dev.pgwright.review.rules.health;

import org.jspecify.annotations.NullMarked;
