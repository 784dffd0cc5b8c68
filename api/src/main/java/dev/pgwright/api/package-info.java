/** The public library: one use case per capability, each a request record that yields a result record. */
@NullMarked
package dev.pgwright.api;

import org.jspecify.annotations.NullMarked;
