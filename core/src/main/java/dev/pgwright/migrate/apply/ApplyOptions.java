package dev.pgwright.migrate.apply;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient a run is.
 *
 * @param lockTimeout how long a statement may wait for a lock, during which others queue up behind it
 * @param giveUp how long a step is tried again, or waits where nobody queues up behind it, before the run stops
 * @param pace of its backfills
 * @param window in which steps and batches may begin; null for always
 * @param deployed the last step, on the way that the run goes, for which the application is deployed as that demands; 0 for
 *     none
 */
public record ApplyOptions(
        Duration lockTimeout,
        Duration giveUp,
        Pace pace,
        @Nullable Window window,
        int deployed) {
    public static final ApplyOptions DEFAULT = new ApplyOptions(Duration.ofSeconds(2), Duration.ofMinutes(10));

    /** Options with the usual pace, at any time, of a run for which nothing has been deployed. */
    public ApplyOptions(Duration lockTimeout, Duration giveUp) {
        this(lockTimeout, giveUp, Pace.DEFAULT, null, 0);
    }
}
