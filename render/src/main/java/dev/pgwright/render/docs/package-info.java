/** The documentation of a schema: a site of plain files, and Markdown for repositories. */
@NullMarked
package dev.pgwright.render.docs;

import org.jspecify.annotations.NullMarked;
