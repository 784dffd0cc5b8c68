/** The job {@code design}: from requirements to a proven schema. */
@NullMarked
package dev.pgwright.design;

import org.jspecify.annotations.NullMarked;
