/** The common currency of all jobs: findings, their evidence, and the one exception for user faults. */
@NullMarked
package dev.pgwright.finding;

import org.jspecify.annotations.NullMarked;
