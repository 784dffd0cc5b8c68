/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.app.cli;

import org.jspecify.annotations.NullMarked;
