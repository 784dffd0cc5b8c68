/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.sql;

import org.jspecify.annotations.NullMarked;
