/** Rules about the shape of a schema: keys, types, constraints, names. */
@NullMarked
package dev.pgwright.review.rules.schema;

import org.jspecify.annotations.NullMarked;
