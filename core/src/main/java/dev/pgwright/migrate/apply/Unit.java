package dev.pgwright.migrate.apply;

import dev.pgwright.migrate.plan.Backfill;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run does at a time and keeps account of: a transaction, or statements that are outside of any.
 *
 * @param number from 1 within the run
 * @param step the step of the plan that it belongs to
 * @param outside outside of a transaction; its statements may be run again
 * @param backfill what is done in batches in place of the statements; null for other units
 * @param awaits what running code must be like before it
 * @param misfits queries for rows because of which it must not run
 * @param locks what it does to relations, by the plan
 */
public record Unit(
        int number,
        int step,
        String title,
        boolean outside,
        List<String> statements,
        @Nullable Backfill backfill,
        List<String> awaits,
        List<String> misfits,
        List<StepLock> locks) {
    public Unit {
        statements = List.copyOf(statements);
        awaits = List.copyOf(awaits);
        misfits = List.copyOf(misfits);
        locks = List.copyOf(locks);
    }

    /** A unit that is no backfill, and waits for nothing. */
    public Unit(int number, int step, String title, boolean outside, List<String> statements) {
        this(number, step, title, outside, statements, null, List.of(), List.of(), List.of());
    }
}
