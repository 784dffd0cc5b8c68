/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.testkit;

import org.jspecify.annotations.NullMarked;
