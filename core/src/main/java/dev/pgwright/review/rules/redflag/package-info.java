/** Rules about habits that a senior engineer stops at. One class each, named after its id. */
@NullMarked
package dev.pgwright.review.rules.redflag;

import org.jspecify.annotations.NullMarked;
