/** PostgreSQL's own parser: statements, typed trees, comments, fingerprints. */
@NullMarked
package dev.pgwright.sql;

import org.jspecify.annotations.NullMarked;
