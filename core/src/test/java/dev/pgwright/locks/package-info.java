/** The table of locks against real servers. */
@NullMarked
package dev.pgwright.locks;

import org.jspecify.annotations.NullMarked;
