/** Synthetic rows for a catalog, fast: values that keep its types, constraints and the stated statistics. */
@NullMarked
package dev.pgwright.data;

import org.jspecify.annotations.NullMarked;
