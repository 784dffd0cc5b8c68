/**
 * Review of migrations and SQL. A rule is one class with its metadata; contexts answer what rules keep asking; the
 * reviewer hands every statement, migration and history to every rule.
 */
@NullMarked
package dev.pgwright.review;

import org.jspecify.annotations.NullMarked;
