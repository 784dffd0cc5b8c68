package dev.pgwright.migrate.apply;

import dev.pgwright.migrate.plan.Backfill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run does at a time and keeps account of: a transaction, or statements that are outside of any.
 *
 * @param number from 1 within the run
 * @param step the step of the plan that it belongs to
 * @param outside outside of a transaction; its statements may be run again
 * @param backfill what is done in batches in place of the statements; null for other units
 * @param awaits what the application must have deployed before it
 */
public record Unit(
        int number,
        int step,
        String title,
        boolean outside,
        List<String> statements,
        @Nullable Backfill backfill,
        List<String> awaits) {
    public Unit {
        statements = List.copyOf(statements);
        awaits = List.copyOf(awaits);
    }

    /** A unit that is no backfill, and waits for nothing. */
    public Unit(int number, int step, String title, boolean outside, List<String> statements) {
        this(number, step, title, outside, statements, null, List.of());
    }
}
