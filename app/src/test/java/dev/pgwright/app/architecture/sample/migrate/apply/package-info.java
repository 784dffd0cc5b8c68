/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.migrate.apply;

import org.jspecify.annotations.NullMarked;
