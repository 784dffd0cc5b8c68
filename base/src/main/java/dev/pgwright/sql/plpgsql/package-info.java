/** The statements inside PL/pgSQL functions. */
@NullMarked
package dev.pgwright.sql.plpgsql;

import org.jspecify.annotations.NullMarked;
