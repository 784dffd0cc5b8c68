package dev.pgwright.migrate.apply;

import dev.pgwright.migrate.apply.BatchWalk.Batch;
import dev.pgwright.migrate.plan.Backfill;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does a backfill batch by batch, as fast as others can bear. A batch waits for locks for less than a second, which is when
 * PostgreSQL looks for deadlocks unless told otherwise, so that it is the batch that gives way and not a client.
 */
final class Backfilling {
    private static final long LONGEST_WAIT_MS = 500;
    private static final double LARGEST_GROWTH = 2;
    private static final double LEAST_GROWTH = 0.5;

    private final Runner runner;
    private final Postgres server;
    private final Session worker;
    private final Watch watch;
    private final int pid;
    private final ApplyOptions options;
    private final ApplyListener listener;

    Backfilling(
            Runner runner,
            Postgres server,
            Session worker,
            Watch watch,
            int pid,
            ApplyOptions options,
            ApplyListener listener) {
        this.runner = runner;
        this.server = server;
        this.worker = worker;
        this.watch = watch;
        this.pid = pid;
        this.options = options;
        this.listener = listener;
    }

    /** Goes on with a backfill to its end. */
    void run(Run run, Unit unit, Backfill fill) {
        BatchWalk walk = BatchWalk.open(worker, run.id(), unit.number(), fill);
        Runner.Tries tries = runner.new Tries(run, unit);
        try (Throttle throttle = Throttle.on(server, pid, options.pace(), fill)) {
            Batch batch = walk.isComplete() ? null : walk.next();
            while (batch != null) {
                runner.between(run);
                String slowed = hold(run, throttle, walk);
                long began = System.nanoTime();
                Optional<SqlFailure> failure = attempt(unit, walk, batch, tries, slowed);
                long took = System.nanoTime() - began;
                if (failure.isPresent()) {
                    worker.execute("ROLLBACK");
                    walk.smaller();
                    tries.failed(failure.get());
                } else {
                    walk.committed();
                    tries = runner.new Tries(run, unit);
                    listener.filling(unit, walk.filling());
                    if (slowed != null) {
                        runner.sleep(Math.min(
                                took / 1_000_000, options.pace().batchTime().toMillis()));
                    }
                }
                batch = walk.isComplete() ? null : walk.next();
            }
        }
    }

    /** Waits for replicas; why the next batch should be smaller, or null. */
    private @Nullable String hold(Run run, Throttle throttle, BatchWalk walk) {
        String behind = throttle.behind();
        while (behind != null) {
            listener.doing(walk.filling() + "; waits: " + behind);
            runner.sleep(200);
            runner.between(run);
            behind = throttle.behind();
        }
        return throttle.pressure();
    }

    private Optional<SqlFailure> attempt(
            Unit unit, BatchWalk walk, Batch batch, Runner.Tries tries, @Nullable String slowed) {
        long began = System.nanoTime();
        worker.execute("BEGIN");
        long patience = Math.min(options.lockTimeout().toMillis(), LONGEST_WAIT_MS);
        worker.execute("SET LOCAL lock_timeout = " + patience);
        runner.fence();
        listener.send(unit, batch.sql());
        Watch.Watched watched =
                watch.run(batch.sql(), null, walk.filling() + (slowed == null ? "" : "; slowed: " + slowed));
        tries.saw(batch.sql(), watched);
        if (!watched.attempt().worked()) {
            return watched.attempt().failure();
        }
        double took = (System.nanoTime() - began) / 1e9;
        walk.book(batch, took, watched.attempt().rows().affected(), slowed == null ? growth(took) : LEAST_GROWTH);
        return worker.attempt("COMMIT").failure();
    }

    private double growth(double took) {
        double wanted = options.pace().batchTime().toMillis() / 1000.0;
        return Math.max(LEAST_GROWTH, Math.min(LARGEST_GROWTH, wanted / Math.max(took, 1e-4)));
    }
}
