/** What a review found, for people, editors and CI. */
@NullMarked
package dev.pgwright.render.report.review;

import org.jspecify.annotations.NullMarked;
