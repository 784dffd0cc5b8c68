/** Migrations run on a server that is thrown away, and what was observed. */
@NullMarked
package dev.pgwright.migrate.rehearse;

import org.jspecify.annotations.NullMarked;
