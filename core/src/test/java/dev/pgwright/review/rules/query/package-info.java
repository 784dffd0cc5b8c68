@org.jspecify.annotations.NullMarked
package dev.pgwright.review.rules.query;
