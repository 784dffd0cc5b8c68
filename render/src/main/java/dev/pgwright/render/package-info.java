/** What the parts of this room have in common. */
@NullMarked
package dev.pgwright.render;

import org.jspecify.annotations.NullMarked;
