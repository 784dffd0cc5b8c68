/**
 * The planner twin: a server that plans as one with the stated volumes would, without holding a row. Statistics are
 * stated by the caller; reading them from a running database will be another way to make the same records.
 */
@NullMarked
package dev.pgwright.twin;

import org.jspecify.annotations.NullMarked;
