/**
 * The requirements contract: what a business says about its data, as immutable records with the places they were read
 * from, and their reader.
 */
@NullMarked
package dev.pgwright.design.requirements;

import org.jspecify.annotations.NullMarked;
