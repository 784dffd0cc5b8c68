package dev.pgwright.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One explained statement. Times are milliseconds, null where {@code EXPLAIN} did not give them.
 *
 * @param triggers that fired, foreign keys' among them
 */
public record Explained(
        PlanNode plan,
        @Nullable Double planningTime,
        @Nullable Double executionTime,
        List<TriggerTime> triggers) {
    public Explained {
        triggers = List.copyOf(triggers);
    }

    /**
     * What a trigger took.
     *
     * @param constraint the constraint that the trigger guards, if it is one's
     */
    public record TriggerTime(
            String trigger,
            @Nullable String relation,
            @Nullable String constraint,
            @Nullable Double time,
            double calls) {}
}
