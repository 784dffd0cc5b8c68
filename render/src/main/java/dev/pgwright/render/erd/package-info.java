/** Entity-relationship diagrams of a catalog as self-contained SVG. */
@NullMarked
package dev.pgwright.render.erd;

import org.jspecify.annotations.NullMarked;
