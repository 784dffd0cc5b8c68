/**
 * The schema model: immutable records without JDBC. Expressions, types and definitions are texts as PostgreSQL deparses
 * them in its readable ("pretty") form with an empty search path; the records say what they belong to. Two catalogs are equal when they describe the same schema.
 */
@NullMarked
package dev.pgwright.catalog;

import org.jspecify.annotations.NullMarked;
