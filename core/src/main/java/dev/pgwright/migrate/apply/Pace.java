package dev.pgwright.migrate.apply;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a backfill may go.
 *
 * @param batchTime how long a batch is to take, and so how long others may wait for a row of it
 * @param maxLag how far a replica may be behind before the backfill waits for it
 * @param maxLatency how long the probe may take before batches become small and pauses long
 * @param probe a query that stands for what clients do; null for one row of the table
 */
public record Pace(
        Duration batchTime,
        Duration maxLag,
        Duration maxLatency,
        @Nullable String probe) {
    public static final Pace DEFAULT =
            new Pace(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofMillis(100), null);
}
