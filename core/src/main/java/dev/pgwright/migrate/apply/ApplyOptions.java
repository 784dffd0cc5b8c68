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
 *     none, {@link #ALL} for all
 */
public record ApplyOptions(
        Duration lockTimeout,
        Duration giveUp,
        Pace pace,
        @Nullable Window window,
        int deployed) {
    /**
     * Half of PostgreSQL's own {@code deadlock_timeout}: where a step that holds one lock and a client that waits for it wait for each
     * other, the step gives up before the client's statement is ended as a deadlock.
     */
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    public static final ApplyOptions DEFAULT = new ApplyOptions(LOCK_TIMEOUT, Duration.ofMinutes(10));

    /** For every step the application is deployed as it demands. */
    public static final int ALL = Integer.MAX_VALUE;

    /** The same for an application that is deployed as the steps up to one demand, or {@link #ALL}. */
    public ApplyOptions withDeployed(int step) {
        return new ApplyOptions(lockTimeout, giveUp, pace, window, step);
    }

    /** Options with the usual pace, at any time, of a run for which nothing has been deployed. */
    public ApplyOptions(Duration lockTimeout, Duration giveUp) {
        this(lockTimeout, giveUp, Pace.DEFAULT, null, 0);
    }
}
