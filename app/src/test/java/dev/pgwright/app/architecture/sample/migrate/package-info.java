/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.migrate;

import org.jspecify.annotations.NullMarked;
