package dev.pgwright.migrate.plan;

import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.server.LockMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of a migration does, or one statement that PostgreSQL refuses inside of any.
 *
 * @param number from 1
 * @param stage from 1; steps of one stage make one change together
 * @param title for people: {@code add constraint orders_status_check of public.orders (1 of 2)}
 * @param mode whether its statements are one transaction or must be in none
 * @param run statements without semicolons, in order
 * @param backfill what its only statement does in batches, for those who choose their size; null for other steps
 * @param back what leads from behind this step to before its whole stage, in order
 * @param locks what it does to relations that are there before it, in order of name
 * @param backLocks what each part of {@code back} does to relations that are there before it, in the same order
 * @param opaque it runs code of the database's own, which may lock more
 * @param loses what is gone for good once it has run
 * @param backLoses what is gone once it has been taken back
 * @param awaits what the application must have deployed before it: a run stops in front of it until told that it has
 * @param awaitsBack what the application must have deployed before it is taken back: a rollback stops in front of it until
 *     told that it has
 * @param coordination what applications must have stopped doing before it, and may do behind it
 * @param misfits queries for the rows because of which it would be refused: they should return none before it runs
 * @param breaks queries of the workload that PostgreSQL understood before it and does not behind it
 * @param notes what else to know, a sentence each without full stop
 */
public record PlanStep(
        int number,
        int stage,
        String title,
        Mode mode,
        List<String> run,
        @Nullable Backfill backfill,
        List<Part> back,
        List<StepLock> locks,
        List<PartLocks> backLocks,
        boolean opaque,
        List<String> loses,
        List<Loss> backLoses,
        List<String> awaits,
        List<String> awaitsBack,
        List<String> coordination,
        List<String> misfits,
        List<BrokenQuery> breaks,
        List<String> notes) {
    public PlanStep {
        run = List.copyOf(run);
        back = List.copyOf(back);
        locks = List.copyOf(locks);
        backLocks = List.copyOf(backLocks);
        loses = List.copyOf(loses);
        backLoses = List.copyOf(backLoses);
        awaits = List.copyOf(awaits);
        awaitsBack = List.copyOf(awaitsBack);
        coordination = List.copyOf(coordination);
        misfits = List.copyOf(misfits);
        breaks = List.copyOf(breaks);
        notes = List.copyOf(notes);
    }

    /** How a coordination begins that running code has to comply with before the step, or at its moment. */
    private static final List<String> DEMANDS = List.of("before it: ", "with it: ");

    /**
     * What running code must be like before it: what it awaits, and what it must have stopped doing. A run stops in front of
     * a step that demands anything until it is told that it is so.
     */
    public List<String> demands() {
        List<String> all = new ArrayList<>(awaits);
        for (String said : coordination) {
            DEMANDS.stream()
                    .filter(said::startsWith)
                    .map(begin -> said.substring(begin.length()))
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    /**
     * A query that fails behind a step.
     *
     * @param query as the workload has it
     * @param because what PostgreSQL says against it
     */
    public record BrokenQuery(String query, String because) {}

    /** The same with the queries that were seen to fail. */
    PlanStep withBreaks(List<BrokenQuery> seen) {
        return new PlanStep(
                number,
                stage,
                title,
                mode,
                run,
                backfill,
                back,
                locks,
                backLocks,
                opaque,
                loses,
                backLoses,
                awaits,
                awaitsBack,
                coordination,
                misfits,
                seen,
                notes);
    }

    /**
     * What a step does to a relation.
     *
     * @param relation qualified by its schema
     * @param mode the strongest lock that it takes there
     * @param work what it does with every row, while it holds the lock
     * @param seconds how long that is likely to take; null where the size is unknown or there is no work
     * @param basis how that was reached: the size, whence it is known, and the speeds; null where there is no time
     * @param space what it may take of the disk; null where the size is unknown or it writes next to nothing
     */
    public record StepLock(
            String relation,
            LockMode mode,
            List<Work> work,
            @Nullable Seconds seconds,
            @Nullable String basis,
            @Nullable Space space) {
        public StepLock {
            work = List.copyOf(work);
        }
    }

    /**
     * The same of a part of a way back.
     *
     * @param opaque it runs code of the database's own, which may lock more
     */
    public record PartLocks(List<StepLock> locks, boolean opaque) {
        public PartLocks {
            locks = List.copyOf(locks);
        }
    }

    /** Work that grows with the number of rows. */
    public enum Work {
        /** The table is written anew. */
        REWRITE,
        /** Every row is read. */
        SCAN,
        /** An index is built. */
        INDEX,
        /** Rows are changed some thousand at a time, each batch committed before the next. */
        BATCHES
    }

    /**
     * A duration with its bounds.
     *
     * @param least with warm caches and fast disks, in seconds
     * @param most with cold caches and slow disks, in seconds
     */
    public record Seconds(double least, double most) {}

    /**
     * Room that work takes, at the most.
     *
     * @param diskBytes of the database's files, until the old ones are gone or VACUUM has made room
     * @param walBytes of the log, which replicas and archives get as well
     */
    public record Space(long diskBytes, long walBytes) {}

    /** Whether all users of a relation wait while every row of it is worked through. */
    public boolean blocks() {
        return locks.stream()
                .anyMatch(lock -> !lock.work().isEmpty() && lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE));
    }
}
