/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.api;

import org.jspecify.annotations.NullMarked;
