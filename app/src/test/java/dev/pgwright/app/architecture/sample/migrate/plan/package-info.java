/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.migrate.plan;

import org.jspecify.annotations.NullMarked;
