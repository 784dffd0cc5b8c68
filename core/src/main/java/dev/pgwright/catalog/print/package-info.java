/** A catalog as text: the statements that make it and those that remove it, and diagrams. */
@NullMarked
package dev.pgwright.catalog.print;

import org.jspecify.annotations.NullMarked;
