package dev.pgwright.migrate.apply;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Looks at the worker's statement while it runs: tells what it is at, and cancels it, our own and no other, when the run is
 * to stop or it has waited too long.
 */
final class Watch implements AutoCloseable {
    private static final long LOOK_MS = 100;

    /** After so many looks the server is asked at every tenth only. */
    private static final int OFTEN = 30;

    private final Guard guard;
    private final Session worker;
    private final int pid;
    private final BooleanSupplier stop;
    private final ApplyListener listener;
    private final @Nullable Duration endBlockersAfter;
    /** Since when statements have waited for locks, tries included; 0 when one came through. */
    private volatile long blockedSince;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "watch");
        made.setDaemon(true);
        return made;
    });

    Watch(
            Guard guard,
            Session worker,
            int pid,
            BooleanSupplier stop,
            ApplyListener listener,
            @Nullable Duration endBlockersAfter) {
        this.guard = guard;
        this.worker = worker;
        this.pid = pid;
        this.stop = stop;
        this.listener = listener;
        this.endBlockersAfter = endBlockersAfter;
    }

    /**
     * What became of a statement that was watched.
     *
     * @param blockers whom it waited for when it was last seen waiting
     * @param gaveUp it was cancelled because it waited too long
     */
    record Watched(Session.Attempt attempt, List<Blocker> blockers, boolean gaveUp) {}

    /**
     * Runs a statement.
     *
     * @param patience how long it may wait in one go; null where a lock timeout says so
     */
    Watched run(String sql, @Nullable Duration patience) {
        return run(sql, patience, "");
    }

    /**
     * Runs a statement.
     *
     * @param usual what to tell where the server has nothing to say about it
     */
    Watched run(String sql, @Nullable Duration patience, String usual) {
        Look look = new Look(patience, usual);
        ScheduledFuture<?> looking = thread.scheduleWithFixedDelay(look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        try {
            Session.Attempt attempt = worker.attempt(sql);
            blockedSince = attempt.worked() ? 0 : blockedSince;
            return look.end(attempt);
        } finally {
            look.finish();
            looking.cancel(false);
        }
    }

    private final class Look implements Runnable {
        private final @Nullable Duration patience;
        private final String usual;
        private List<Blocker> blockers = new ArrayList<>();
        private long waitingSince;
        private int looks;
        private boolean finished;
        private boolean gaveUp;
        private boolean cancelled;

        Look(@Nullable Duration patience, String usual) {
            this.patience = patience;
            this.usual = usual;
        }

        @Override
        public synchronized void run() {
            if (finished || cancelled) {
                return;
            }
            if (stop.getAsBoolean()) {
                cancel();
                return;
            }
            if (++looks > OFTEN && looks % 10 != 0) {
                return;
            }
            Optional<Activity> activity;
            try {
                activity = guard.activity(pid);
            } catch (PgwrightException lost) {
                // without the guard another runner may begin
                cancel();
                return;
            }
            boolean waits = activity.map(Activity::waits).orElse(false);
            if (!waits) {
                waitingSince = 0;
            } else {
                waitingSince = waitingSince == 0 ? System.nanoTime() : waitingSince;
                blockers = activity.get().blockers();
                endBlockers();
                if (patience != null && System.nanoTime() - waitingSince > patience.toNanos()) {
                    gaveUp = true;
                    cancel();
                }
            }
            activity.map(Activity::summary)
                    .map(summary -> summary.isEmpty() ? usual : summary)
                    .ifPresent(listener::doing);
        }

        private void endBlockers() {
            long now = System.nanoTime();
            blockedSince = blockedSince == 0 ? now : blockedSince;
            if (endBlockersAfter == null || now - blockedSince < endBlockersAfter.toNanos()) {
                return;
            }
            try {
                guard.endBlockers(pid).forEach(ended -> listener.note("ended as told: " + ended));
            } catch (PgwrightException refused) {
                listener.note("a session that is in the way could not be ended: " + refused.getMessage());
            }
        }

        private void cancel() {
            cancelled = true;
            try {
                worker.connection().unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException notReached) {
                // the server ends the statement when it finds that its client is gone
                listener.note("the statement could not be cancelled: " + notReached.getMessage());
            }
        }

        synchronized void finish() {
            finished = true;
        }

        synchronized Watched end(Session.Attempt attempt) {
            finished = true;
            return new Watched(attempt, blockers, gaveUp);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
