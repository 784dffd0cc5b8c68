/** The JSON form of a catalog: every record as an object, with a JSON Schema made from the same records. */
@NullMarked
package dev.pgwright.load.json;

import org.jspecify.annotations.NullMarked;
