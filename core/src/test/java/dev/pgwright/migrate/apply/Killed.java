package dev.pgwright.migrate.apply;

import dev.pgwright.server.Postgres;
import dev.pgwright.testkit.Background;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a runner's sessions at one of the moments at which a run tells something, or a while behind it: what a runner that
 * is killed, or a server that crashes, leaves is the same, as all that counts is in the server.
 */
final class Killed implements ApplyListener {
    /** A moment that no run comes to. */
    static final int NEVER = Integer.MAX_VALUE;

    private final Plans.Sessions sessions;
    private final Runnable deed;
    private final int moment;
    private final long behindMs;
    private final AtomicInteger moments = new AtomicInteger();

    /**
     * A killer.
     *
     * @param moment which moment of the run, from 1
     * @param behindMs how long behind it; 0 to end the sessions before the run goes on
     */
    Killed(Plans.Sessions sessions, int moment, long behindMs) {
        this(sessions, sessions::end, moment, behindMs);
    }

    private Killed(Plans.Sessions sessions, Runnable deed, int moment, long behindMs) {
        this.sessions = sessions;
        this.deed = deed;
        this.moment = moment;
        this.behindMs = behindMs;
    }

    /** One that crashes the whole server. */
    static Killed crashing(Plans.Sessions sessions, int moment, long behindMs) {
        return new Killed(sessions, sessions::crash, moment, behindMs);
    }

    /** The database with sessions that can be ended. */
    Postgres target() {
        return sessions.target();
    }

    /** How many moments there were. */
    int moments() {
        return moments.get();
    }

    @Override
    public void begin(Unit unit, int all) {
        strike();
    }

    @Override
    public void send(Unit unit, String sql) {
        strike();
    }

    @Override
    public void done(Unit unit) {
        strike();
    }

    private void strike() {
        if (moments.incrementAndGet() != moment) {
            return;
        }
        if (behindMs == 0) {
            deed.run();
        } else {
            CompletableFuture.runAsync(
                    deed, CompletableFuture.delayedExecutor(behindMs, TimeUnit.MILLISECONDS, Background.THREADS));
        }
    }
}
