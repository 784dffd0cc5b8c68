@NullMarked
package dev.pgwright.data;

import org.jspecify.annotations.NullMarked;
