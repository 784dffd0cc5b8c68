package dev.pgwright.migrate.apply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of a plan as the target's account has it.
 *
 * @param id counted up within the database
 * @param plan the id of the plan
 * @param title of the plan
 * @param reached of a rollback: the last step that had been done
 * @param begun of a rollback: the step behind that had begun
 * @param request what somebody asked of the runner; null for nothing
 * @param beganAt as PostgreSQL writes it
 * @param endedAt null while it goes on
 * @param beganBy the role
 * @param schema that the plan was applied to; empty for the database as a whole
 */
public record Run(
        long id,
        String plan,
        String title,
        Direction direction,
        int reached,
        boolean begun,
        State state,
        @Nullable Request request,
        String beganAt,
        @Nullable String endedAt,
        String beganBy,
        String schema,
        List<Entry> units) {
    public Run {
        units = List.copyOf(units);
    }

    /** Where a run leads. */
    public enum Direction {
        APPLY("apply"),
        ROLLBACK("rollback");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What became of it. */
    public enum State {
        /** Begun and not ended; a runner may be at work or not. */
        RUNNING,
        /** All units are done. */
        DONE,
        /** Ended by command; a rollback leads home. */
        ABORTED,
        /** A rollback took over. */
        LEFT
    }

    /** What a runner is asked to do at the end of the unit, or the batch of a backfill, that it is at. */
    public enum Request {
        PAUSE,
        ABORT
    }

    /** How far a unit is. */
    public enum Progress {
        WAITING,
        /** It is outside of a transaction and may be half done. */
        BEGUN,
        DONE
    }

    /**
     * A unit in the account.
     *
     * @param statementsDone of those of a unit outside of a transaction
     * @param tries how often it was begun
     * @param beganAt null before the first try
     * @param endedAt null before it is done
     * @param filling how far a backfill is; null for other units, and before it has begun
     */
    public record Entry(
            int number,
            int step,
            String title,
            boolean outside,
            Progress progress,
            int statements,
            int statementsDone,
            int tries,
            @Nullable String beganAt,
            @Nullable String endedAt,
            @Nullable Filling filling) {}

    /** How many units are done. */
    public int done() {
        return (int)
                units.stream().filter(unit -> unit.progress() == Progress.DONE).count();
    }

    /** Whether it was neither finished nor given up. */
    public boolean isOpen() {
        return state == State.RUNNING || state == State.ABORTED;
    }
}
