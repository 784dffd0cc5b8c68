/** Proof of a design on a running PostgreSQL. */
@NullMarked
package dev.pgwright.design.prove;

import org.jspecify.annotations.NullMarked;
