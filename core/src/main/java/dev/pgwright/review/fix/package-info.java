/** Mends migrations: in place, or split into as many files as transactions demand. */
@NullMarked
package dev.pgwright.review.fix;

import org.jspecify.annotations.NullMarked;
