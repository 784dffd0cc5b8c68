/** Files, spans, line index and text edits. This package knows nothing else of pgwright. */
@NullMarked
package dev.pgwright.source;

import org.jspecify.annotations.NullMarked;
