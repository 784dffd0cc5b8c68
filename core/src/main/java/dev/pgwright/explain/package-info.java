/** The output of {@code EXPLAIN (FORMAT JSON)} as a tree, with the figures that it leaves to the reader to work out. */
@NullMarked
package dev.pgwright.explain;

import org.jspecify.annotations.NullMarked;
