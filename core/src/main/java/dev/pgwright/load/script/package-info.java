/** Files of SQL as a whole, before anybody runs or folds them. */
@NullMarked
package dev.pgwright.load.script;

import org.jspecify.annotations.NullMarked;
