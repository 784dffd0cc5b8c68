package dev.pgwright.migrate.apply;

import java.time.Duration;

/**
 * How patient a run is.
 *
 * @param lockTimeout how long a statement may wait for a lock, during which others queue up behind it
 * @param giveUp how long a step is tried again, or waits where nobody queues up behind it, before the run stops
 * @param pace of its backfills
 * @param deployed the last step for which the application is deployed as that demands; 0 for none
 */
public record ApplyOptions(Duration lockTimeout, Duration giveUp, Pace pace, int deployed) {
    public static final ApplyOptions DEFAULT = new ApplyOptions(Duration.ofSeconds(2), Duration.ofMinutes(10));

    /** Options with the usual pace, of a run for which nothing has been deployed. */
    public ApplyOptions(Duration lockTimeout, Duration giveUp) {
        this(lockTimeout, giveUp, Pace.DEFAULT, 0);
    }
}
