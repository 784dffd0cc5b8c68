/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.catalog;

import org.jspecify.annotations.NullMarked;
