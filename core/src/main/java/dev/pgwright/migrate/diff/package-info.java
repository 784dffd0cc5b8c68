/** What is different between two catalogs, object by object, with renames found. */
@NullMarked
package dev.pgwright.migrate.diff;

import org.jspecify.annotations.NullMarked;
