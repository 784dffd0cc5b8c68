/** The explicit list of rules, their explanations and examples. */
@NullMarked
package dev.pgwright.review.rules;

import org.jspecify.annotations.NullMarked;
