/**
 * DBML: a recovering parser with positions, a printer, and the way to and from the catalog. What {@code @dbml/core}
 * accepts is the judge of the language.
 */
@NullMarked
package dev.pgwright.dbml;

import org.jspecify.annotations.NullMarked;
