/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.render.report;

import org.jspecify.annotations.NullMarked;
