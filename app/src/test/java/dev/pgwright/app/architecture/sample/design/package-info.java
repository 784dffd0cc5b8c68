/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.design;

import org.jspecify.annotations.NullMarked;
