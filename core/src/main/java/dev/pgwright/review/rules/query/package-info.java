/** Rules about queries, and what they mean for the schema. One class each, named after its id. */
@NullMarked
package dev.pgwright.review.rules.query;

import org.jspecify.annotations.NullMarked;
