package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A rewrite rule of a table or view.
 *
 * @param definition as {@code pg_get_ruledef} gives it, without the semicolon
 */
public record Rule(
        String name,
        String definition,
        Trigger.Firing firing,
        @Nullable String comment) {}
