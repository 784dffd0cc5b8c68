/** What the parts of the job {@code design} hand to each other: decisions, indexes, queries. */
@NullMarked
package dev.pgwright.design.model;

import org.jspecify.annotations.NullMarked;
