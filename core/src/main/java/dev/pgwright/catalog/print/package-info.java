/** A catalog as text: DDL and diagrams. */
@NullMarked
package dev.pgwright.catalog.print;

import org.jspecify.annotations.NullMarked;
