/** Results as text, Markdown and JSON. */
@NullMarked
package dev.pgwright.render.report;

import org.jspecify.annotations.NullMarked;
