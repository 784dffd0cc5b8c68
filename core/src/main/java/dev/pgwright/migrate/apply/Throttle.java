package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.Backfill;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Feels what a backfill does to others, by a session of its own: how far replicas are behind, how long a query of a client
 * takes, who waits for the backfill.
 */
final class Throttle implements AutoCloseable {
    private static final long LOOK_MS = 100;

    /** Replicas are looked at by every so many looks. */
    private static final int SELDOM = 10;

    /** The latency is the median of so many probes. */
    private static final int PROBES = 5;

    /** Whoever waits longer than this for the backfill is one too many. */
    private static final String WAITERS = "SELECT count(*) FROM pg_catalog.pg_stat_activity a"
            + " WHERE CASE WHEN a.wait_event_type = 'Lock' AND a.query_start < clock_timestamp() - interval '100 ms'"
            + " THEN ?::int = ANY (pg_catalog.pg_blocking_pids(a.pid)) ELSE false END";

    private static final String LAG = "SELECT coalesce(nullif(application_name, ''), client_addr::text, ''),"
            + " (extract(epoch FROM replay_lag) * 1000)::bigint FROM pg_catalog.pg_stat_replication"
            + " WHERE replay_lag IS NOT NULL ORDER BY 2 DESC LIMIT 1";

    private final Postgres server;
    private final int pid;
    private final Pace pace;
    private final String probe;
    private final Deque<Long> probes = new ArrayDeque<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "throttle");
        made.setDaemon(true);
        return made;
    });
    private @Nullable ScheduledFuture<?> looking;
    private @Nullable Session session;
    private int looks;
    private @Nullable String behind;
    private boolean waited;
    private volatile boolean closed;

    private Throttle(Postgres server, int pid, Pace pace, String probe) {
        this.server = server;
        this.pid = pid;
        this.pace = pace;
        this.probe = probe;
    }

    /**
     * Begins to look.
     *
     * @param pid the backend that does the backfill
     * @throws PgwrightException with {@code STOPPED} if the probe is refused
     */
    static Throttle on(Postgres server, int pid, Pace pace, Backfill fill) {
        String given = pace.probe();
        String probe = given == null ? "SELECT 1 FROM " + fill.relation() + " LIMIT 1" : given;
        Throttle throttle = new Throttle(server, pid, pace, probe);
        long began = System.nanoTime();
        Session.Attempt attempt = throttle.session().attempt(probe);
        long took = System.nanoTime() - began;
        if (!attempt.worked()) {
            throttle.close();
            throw new PgwrightException(
                    ErrorCode.STOPPED,
                    Place.ofObject("probe"),
                    attempt.failure().map(Object::toString).orElse("") + "; the query was: " + probe,
                    "give one with --probe that this role may run");
        }
        // what is felt already holds for the first batch
        throttle.felt(took, false, throttle.replica(throttle.session()));
        throttle.looking =
                throttle.thread.scheduleWithFixedDelay(throttle::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        return throttle;
    }

    private synchronized Session session() {
        Session open = session;
        if (open == null) {
            open = Session.of(server.connect());
            // a probe that hangs says nothing any more
            open.execute("SET statement_timeout = '5s'");
            open.execute("SET search_path = public");
            open.execute("SET default_transaction_read_only = on");
            session = open;
        }
        return open;
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            Session open = session();
            long began = System.nanoTime();
            open.attempt(probe);
            long took = System.nanoTime() - began;
            boolean waits = !open.rows(WAITERS, String.valueOf(pid)).single().equals("0");
            String replica = looks++ % SELDOM == 0 ? replica(open) : behind;
            felt(took, waits, replica);
        } catch (PgwrightException lost) {
            // the next look takes another session; if the server is gone the worker finds out
            end();
        }
        if (closed) {
            end();
        }
    }

    private @Nullable String replica(Session open) {
        for (List<@Nullable String> row : open.rows(LAG).values()) {
            long lag = Long.parseLong(String.valueOf(row.get(1)));
            if (lag > pace.maxLag().toMillis()) {
                return String.format(Locale.ROOT, "replica %s is %.1f s behind", row.get(0), lag / 1000.0);
            }
        }
        return null;
    }

    private synchronized void felt(long took, boolean waits, @Nullable String replica) {
        probes.addLast(took);
        if (probes.size() > PROBES) {
            probes.removeFirst();
        }
        waited |= waits;
        behind = replica;
    }

    /** Why the backfill has to wait altogether; null if it has not. */
    synchronized @Nullable String behind() {
        return behind;
    }

    /** Why the next batch should be smaller and come later; null if it should not. Each answer is given once. */
    synchronized @Nullable String pressure() {
        boolean others = waited;
        waited = false;
        long median = probes.isEmpty()
                ? 0
                : probes.stream().sorted().skip(probes.size() / 2).findFirst().orElse(0L) / 1_000_000;
        return others
                ? "others wait for its rows"
                : median > pace.maxLatency().toMillis() ? "a query of a client takes " + median + " ms" : null;
    }

    private synchronized void end() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        ScheduledFuture<?> under = looking;
        if (under != null) {
            under.cancel(false);
        }
        // the session of a look that is under way ends with it
        thread.shutdown();
        end();
    }
}
