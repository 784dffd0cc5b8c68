package dev.pgwright.migrate.apply;

import java.time.Duration;

/**
 * How patient a run is.
 *
 * @param lockTimeout how long a statement may wait for a lock, during which others queue up behind it
 * @param giveUp how long a step is tried again, or waits where nobody queues up behind it, before the run stops
 * @param pace of its backfills
 */
public record ApplyOptions(Duration lockTimeout, Duration giveUp, Pace pace) {
    public static final ApplyOptions DEFAULT = new ApplyOptions(Duration.ofSeconds(2), Duration.ofMinutes(10));

    /** Options with the usual pace. */
    public ApplyOptions(Duration lockTimeout, Duration giveUp) {
        this(lockTimeout, giveUp, Pace.DEFAULT);
    }
}
