/** A sample. */
@NullMarked
package dev.pgwright.app.architecture.sample.app.web;

import org.jspecify.annotations.NullMarked;
