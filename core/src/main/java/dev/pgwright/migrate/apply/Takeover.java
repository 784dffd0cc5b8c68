package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a session the one that works. A runner that was killed leaves its server process at work until that finds its
 * client gone, which is when its statement ends; so it is waited for, and an index that it still builds is not lost.
 */
final class Takeover {
    private static final long LOOK_MS = 300;

    private final Session worker;
    private final String schema;
    private final ApplyOptions options;
    private final ApplyListener listener;
    private final BooleanSupplier stop;
    private final String continuation;

    /**
     * A takeover.
     *
     * @param schema the target; empty for the database as a whole
     */
    Takeover(
            Session worker,
            String schema,
            ApplyOptions options,
            ApplyListener listener,
            BooleanSupplier stop,
            String continuation) {
        this.worker = worker;
        this.schema = schema;
        this.options = options;
        this.listener = listener;
        this.stop = stop;
        this.continuation = continuation;
    }

    /** Waits for the runner before, and takes its token away. */
    Runner.Token take(int pid) {
        long since = System.nanoTime();
        boolean told = false;
        while (true) {
            Rows before = worker.rows(
                    "SELECT a.pid, coalesce(a.state, ''), a.query FROM pgwright.runner r"
                            + " JOIN pg_catalog.pg_stat_activity a ON a.pid = r.backend AND a.backend_start = r.backend_start"
                            + " WHERE r.schema = ? AND coalesce(a.state, '') <> 'idle' AND a.pid <> pg_backend_pid()",
                    schema);
            if (before.values().isEmpty()) {
                String token = worker.rows(
                                "UPDATE pgwright.runner SET token = gen_random_uuid(),"
                                        + " backend = pg_backend_pid(), since = now(), backend_start = (SELECT backend_start"
                                        + " FROM pg_catalog.pg_stat_activity WHERE pid = pg_backend_pid()) WHERE schema = ? RETURNING token",
                                schema)
                        .single();
                return new Runner.Token(token, pid);
            }
            List<@Nullable String> row = before.values().get(0);
            String who = "session " + row.get(0) + " of the runner before";
            if (!told) {
                listener.note("waits for the statement of " + who + ", which the server still works on");
                told = true;
            }
            boolean works = "active".equals(row.get(1));
            boolean patient =
                    works || System.nanoTime() - since < options.giveUp().toNanos();
            if (stop.getAsBoolean() || !patient) {
                throw new PgwrightException(
                        ErrorCode.STOPPED,
                        Place.UNKNOWN,
                        who + " has not ended yet: " + row.get(2),
                        "go on with " + continuation + " when it has, or end it: SELECT pg_terminate_backend("
                                + row.get(0) + ")");
            }
            Activity.of(worker, Integer.parseInt(String.valueOf(row.get(0))))
                    .map(Activity::summary)
                    .ifPresent(listener::doing);
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgwrightException(ErrorCode.STOPPED, Place.UNKNOWN, "stopped", "go on with " + continuation, e);
        }
    }
}
