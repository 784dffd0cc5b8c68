/**
 * What the stated volumes make of a design: rows, sizes on disk and the statistics that a planner would have. Pure.
 */
@NullMarked
package dev.pgwright.design.volume;

import org.jspecify.annotations.NullMarked;
