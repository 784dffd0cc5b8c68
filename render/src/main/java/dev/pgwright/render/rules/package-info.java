/** The rules explained: pages for the documentation, text for a terminal. */
@NullMarked
package dev.pgwright.render.rules;

import org.jspecify.annotations.NullMarked;
