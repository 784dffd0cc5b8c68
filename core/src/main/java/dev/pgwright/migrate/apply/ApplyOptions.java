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
 * @param endBlockersAfter how long sessions of others may keep a step waiting before they are ended; null for always
 */
public record ApplyOptions(
        Duration lockTimeout,
        Duration giveUp,
        Pace pace,
        @Nullable Window window,
        int deployed,
        @Nullable Duration endBlockersAfter) {
    /**
     * Half of PostgreSQL's own {@code deadlock_timeout}: where a step that holds one lock and a client that waits for it wait for each
     * other, the step gives up before the client's statement is ended as a deadlock.
     */
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    public static final ApplyOptions DEFAULT = new ApplyOptions(LOCK_TIMEOUT, Duration.ofMinutes(10));

    /** For every step the application is deployed as it demands. */
    public static final int ALL = Integer.MAX_VALUE;

    /**
     * Whether running code is as a step demands.
     *
     * @param forward or on the way back, which comes by the steps from the last to the first
     */
    boolean isDeployed(boolean forward, int step) {
        return deployed == ALL || (deployed > 0 && (forward ? step <= deployed : step >= deployed));
    }

    /** The same for an application that is deployed as the steps up to one demand, or {@link #ALL}. */
    public ApplyOptions withDeployed(int step) {
        return new ApplyOptions(lockTimeout, giveUp, pace, window, step, endBlockersAfter);
    }

    /** The same with an end for sessions of others that keep a statement waiting for so long; null for none. */
    public ApplyOptions withEndOfBlockers(@Nullable Duration after) {
        return new ApplyOptions(lockTimeout, giveUp, pace, window, deployed, after);
    }

    /** Options of a run that ends no session of others. */
    public ApplyOptions(Duration lockTimeout, Duration giveUp, Pace pace, @Nullable Window window, int deployed) {
        this(lockTimeout, giveUp, pace, window, deployed, null);
    }

    /** Options with the usual pace, at any time, of a run for which nothing has been deployed. */
    public ApplyOptions(Duration lockTimeout, Duration giveUp) {
        this(lockTimeout, giveUp, Pace.DEFAULT, null, 0);
    }
}
