package dev.pgwright.migrate.rehearse;

import dev.pgwright.server.LockMode;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks again and again which locks on tables the sessions of a runner hold. For several threads. */
public final class LockSamples implements AutoCloseable {
    private static final long LOOK_MILLIS = 5;
    private static final double NANOS = 1e9;

    private final Session session;
    private final Set<Integer> pids = ConcurrentHashMap.newKeySet();
    private final Map<String, Seen> seen = new HashMap<>();
    private final Thread thread = new Thread(this::look, "locks");
    private volatile boolean stopped;

    /**
     * Begins to look.
     *
     * @param session that nobody else uses
     */
    LockSamples(Session session) {
        this.session = session;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A lock that was seen.
     *
     * @param mode the strongest
     * @param seconds from the first to the last time that it was seen without a gap, the longest of those
     */
    public record Held(LockMode mode, double seconds) {}

    private static final class Seen {
        private LockMode mode;
        private long since;
        private long last;
        private double longest;

        Seen(LockMode mode, long now) {
            this.mode = mode;
            this.since = now;
            this.last = now;
        }
    }

    /** A session of the runner. */
    void watch(int pid) {
        pids.add(pid);
    }

    private void look() {
        long before = System.nanoTime();
        while (!stopped) {
            long now = System.nanoTime();
            List<List<@Nullable String>> rows = pids.isEmpty() ? List.of() : rows();
            synchronized (seen) {
                for (List<@Nullable String> row : rows) {
                    LockMode mode = mode(String.valueOf(row.get(1)));
                    Seen lock = seen.computeIfAbsent(String.valueOf(row.get(0)), relation -> new Seen(mode, now));
                    if (lock.last < before) {
                        lock.since = now;
                    }
                    lock.mode = mode.compareTo(lock.mode) > 0 ? mode : lock.mode;
                    lock.last = now;
                    lock.longest = Math.max(lock.longest, (now - lock.since) / NANOS);
                }
            }
            before = now;
            PlanRehearsal.sleep(LOOK_MILLIS);
        }
    }

    private List<List<@Nullable String>> rows() {
        List<String> texts = new ArrayList<>();
        pids.forEach(pid -> texts.add(String.valueOf(pid)));
        return session.rows(
                        "select n.nspname || '.' || c.relname, l.mode from pg_locks l join pg_class c on c.oid = l.relation"
                                + " join pg_namespace n on n.oid = c.relnamespace where l.locktype = 'relation' and l.granted"
                                + " and c.relkind in ('r', 'p', 'm')"
                                + " and c.oid >= 16384 and n.nspname <> 'pgwright' and l.mode <> 'AccessShareLock'"
                                + " and l.pid = any (?::int[])",
                        "{" + String.join(",", texts) + "}")
                .values();
    }

    private static LockMode mode(String name) {
        return Stream.of(LockMode.values())
                .filter(mode -> name.equals(mode.word() + "Lock"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no lock mode " + name));
    }

    /** What was seen since the last call, by relation. */
    Map<String, Held> taken() {
        synchronized (seen) {
            Map<String, Held> taken = new TreeMap<>();
            seen.forEach((relation, lock) -> taken.put(relation, new Held(lock.mode, lock.longest)));
            seen.clear();
            return taken;
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }
}
