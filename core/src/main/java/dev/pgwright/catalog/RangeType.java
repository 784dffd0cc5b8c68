package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A range type; all names but its own are qualified for SQL where they must be.
 *
 * @param operatorClass null when it is the subtype's default
 * @param collation null when it is the subtype's
 * @param canonical the function that brings values into their canonical form
 * @param difference the function that measures how far apart two values are
 */
public record RangeType(
        QualifiedName name,
        String subtype,
        @Nullable String operatorClass,
        @Nullable String collation,
        @Nullable String canonical,
        @Nullable String difference,
        QualifiedName multirange,
        @Nullable String comment) {}
