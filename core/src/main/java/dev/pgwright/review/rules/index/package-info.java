/** Rules about the indexes of a schema: which do nothing, which are missing, which are of the wrong kind. */
@NullMarked
package dev.pgwright.review.rules.index;

import org.jspecify.annotations.NullMarked;
