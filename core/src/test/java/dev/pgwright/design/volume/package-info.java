@NullMarked
package dev.pgwright.design.volume;

import org.jspecify.annotations.NullMarked;
