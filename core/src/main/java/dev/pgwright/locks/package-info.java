/** What each statement locks, rewrites and reads, as a table that real servers have proved. */
@NullMarked
package dev.pgwright.locks;

import org.jspecify.annotations.NullMarked;
