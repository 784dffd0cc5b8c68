/** Runs a plan on its target, takes it back, and keeps account of both there. */
@NullMarked
package dev.pgwright.migrate.apply;

import org.jspecify.annotations.NullMarked;
