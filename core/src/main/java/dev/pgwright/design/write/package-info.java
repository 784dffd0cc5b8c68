/** A design as text: queries, scripts and documents. Pure: the folder is written elsewhere. */
@NullMarked
package dev.pgwright.design.write;

import org.jspecify.annotations.NullMarked;
