/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.load.live;

import org.jspecify.annotations.NullMarked;
