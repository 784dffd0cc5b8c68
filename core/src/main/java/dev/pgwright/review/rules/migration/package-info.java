/** Rules about changes of a database that is in use. One class each, named after its id. */
@NullMarked
package dev.pgwright.review.rules.migration;

import org.jspecify.annotations.NullMarked;
