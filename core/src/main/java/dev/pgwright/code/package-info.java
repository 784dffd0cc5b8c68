/**
 * Source files of applications: the SQL that they send to a database, each statement with its exact places. What a string is
 * for is decided by the call that it is given to, never by its looks.
 */
@NullMarked
package dev.pgwright.code;

import org.jspecify.annotations.NullMarked;
