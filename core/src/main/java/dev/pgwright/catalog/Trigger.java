package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A trigger that a user made.
 *
 * @param definition as {@code pg_get_triggerdef} gives it
 */
public record Trigger(
        String name,
        String definition,
        Firing firing,
        @Nullable String comment) {
    /** When a trigger fires, by {@code session_replication_role}. */
    public enum Firing {
        ORIGIN,
        DISABLED,
        REPLICA,
        ALWAYS
    }
}
