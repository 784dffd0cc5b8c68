/** The differences between two schemas as steps that lead from one to the other and back, in an order that works. */
@NullMarked
package dev.pgwright.migrate.plan.steps;

import org.jspecify.annotations.NullMarked;
