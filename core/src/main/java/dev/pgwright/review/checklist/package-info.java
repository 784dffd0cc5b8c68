/** The checklists and red flags of a database engineer, answered from a review. */
@NullMarked
package dev.pgwright.review.checklist;

import org.jspecify.annotations.NullMarked;
