package dev.pgwright.migrate.apply;

import java.time.Duration;

/**
 * How patient a run is.
 *
 * @param lockTimeout how long a statement may wait for a lock, during which others queue up behind it
 * @param giveUp how long a step is tried again, or waits where nobody queues up behind it, before the run stops
 */
public record ApplyOptions(Duration lockTimeout, Duration giveUp) {
    public static final ApplyOptions DEFAULT = new ApplyOptions(Duration.ofSeconds(2), Duration.ofMinutes(10));
}
