package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A function, procedure or aggregate.
 *
 * @param arguments as {@code pg_get_function_identity_arguments} gives them
 * @param definition as {@code pg_get_functiondef} gives it; of an aggregate {@code CREATE AGGREGATE}
 */
public record Routine(
        QualifiedName name,
        Kind kind,
        String arguments,
        String definition,
        @Nullable String comment) {
    /** What {@code CREATE} made. */
    public enum Kind {
        FUNCTION,
        PROCEDURE,
        AGGREGATE
    }
}
