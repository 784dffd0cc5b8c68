/** Catalogs from servers: read over JDBC, or made of SQL by running it. */
@NullMarked
package dev.pgwright.load.live;

import org.jspecify.annotations.NullMarked;
