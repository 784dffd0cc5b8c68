/** The explanations and examples of the rules, as they lie beside them. */
@NullMarked
package dev.pgwright.review.explain;

import org.jspecify.annotations.NullMarked;
