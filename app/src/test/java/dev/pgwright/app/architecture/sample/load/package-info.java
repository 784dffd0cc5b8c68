/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.load;

import org.jspecify.annotations.NullMarked;
