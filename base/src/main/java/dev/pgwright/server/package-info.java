/** A running PostgreSQL: embedded or external, its sessions and its lock trace. This package knows no catalog. */
@NullMarked
package dev.pgwright.server;

import org.jspecify.annotations.NullMarked;
