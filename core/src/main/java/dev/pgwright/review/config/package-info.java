/** The review's part of pgwright.yaml. */
@NullMarked
package dev.pgwright.review.config;

import org.jspecify.annotations.NullMarked;
