package dev.pgwright.migrate.apply;

import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session is doing now, by the server's own account.
 *
 * @param state {@code active}, {@code idle}; empty if it may not be seen
 * @param query its statement
 * @param seconds how long that has run
 * @param waits whether it waits for a lock
 * @param phase of an index that is built: {@code building index: scanning table}; empty for other work
 * @param done of {@code all} blocks, rows or transactions of that phase
 * @param blockers whom it waits for
 */
public record Activity(
        int pid,
        String state,
        String query,
        long seconds,
        boolean waits,
        String phase,
        long done,
        long all,
        List<Blocker> blockers) {
    private static final String SESSION = """
            SELECT a.pid, coalesce(a.state, ''), left(a.query, 200),
                   floor(extract(epoch FROM clock_timestamp() - a.query_start))::bigint,
                   coalesce(a.wait_event_type = 'Lock', false), coalesce(p.phase, ''),
                   CASE WHEN p.lockers_total > 0 THEN p.lockers_done WHEN p.blocks_total > 0 THEN p.blocks_done
                        ELSE coalesce(p.tuples_done, 0) END,
                   CASE WHEN p.lockers_total > 0 THEN p.lockers_total WHEN p.blocks_total > 0 THEN p.blocks_total
                        ELSE coalesce(p.tuples_total, 0) END
            FROM pg_catalog.pg_stat_activity a
            LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.pid = a.pid
            WHERE a.pid = ?::int
            """;

    private static final String COLUMNS = """
            b.pid, coalesce(b.usename, ''), coalesce(b.application_name, ''), coalesce(b.state, ''),
            coalesce(floor(extract(epoch FROM clock_timestamp() - coalesce(b.xact_start, b.query_start)))::bigint, 0),
            regexp_replace(left(coalesce(b.query, ''), 80), '\\s+', ' ', 'g')
            """;

    public Activity {
        blockers = List.copyOf(blockers);
    }

    /** A session's work; empty when there is no such session. */
    static Optional<Activity> of(Session session, int pid) {
        List<List<@Nullable String>> rows =
                session.rows(SESSION, String.valueOf(pid)).values();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<@Nullable String> row = rows.get(0);
        boolean waits = "t".equals(row.get(4));
        return Optional.of(new Activity(
                pid,
                text(row, 1),
                text(row, 2),
                number(row, 3),
                waits,
                text(row, 5),
                number(row, 6),
                number(row, 7),
                waits ? blockers(session, pid) : List.of()));
    }

    /** Whom a session waits for; a prepared transaction has no session of its own. */
    static List<Blocker> blockers(Session session, int pid) {
        return read(
                session,
                "SELECT " + COLUMNS + "FROM unnest(pg_catalog.pg_blocking_pids(?::int)) w(pid)"
                        + " LEFT JOIN pg_catalog.pg_stat_activity b ON b.pid = w.pid ORDER BY 5 DESC, 1",
                String.valueOf(pid));
    }

    /** Ends whom a session waits for, but for those that wait for others in their turn; who that was. */
    static List<Blocker> endBlockers(Session session, int pid) {
        List<Blocker> blockers = read(
                session,
                "SELECT " + COLUMNS + "FROM unnest(pg_catalog.pg_blocking_pids(?::int)) w(pid)"
                        + " JOIN pg_catalog.pg_stat_activity b ON b.pid = w.pid WHERE b.backend_type = 'client backend'"
                        + " AND b.wait_event_type IS DISTINCT FROM 'Lock'",
                String.valueOf(pid));
        // one by one: as a condition of the query it would be asked of sessions that it does not find
        blockers.forEach(blocker ->
                session.rows("SELECT pg_catalog.pg_terminate_backend(?::int)", String.valueOf(blocker.pid())));
        return blockers;
    }

    /** Who has held locks on one of these relations, or a snapshot, for longer than some seconds. */
    static List<Blocker> longTransactions(Session session, List<String> relations, long seconds) {
        return read(
                session,
                "SELECT " + COLUMNS + "FROM pg_catalog.pg_stat_activity b WHERE b.datname = current_database()"
                        + " AND b.backend_type = 'client backend' AND b.pid <> pg_backend_pid()"
                        + " AND b.xact_start < clock_timestamp() - ?::bigint * interval '1 second'"
                        + " AND (b.backend_xmin IS NOT NULL OR b.backend_xid IS NOT NULL OR EXISTS (SELECT FROM"
                        + " pg_catalog.pg_locks l WHERE l.pid = b.pid AND l.locktype = 'relation' AND l.relation = ANY"
                        + " (SELECT pg_catalog.to_regclass(r)::oid FROM unnest(?::text[]) r)))"
                        + " ORDER BY b.xact_start",
                String.valueOf(seconds),
                array(relations));
    }

    /** The text form of an array of texts. */
    static String array(List<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            array.append(array.length() > 1 ? "," : "")
                    .append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return array.append('}').toString();
    }

    private static List<Blocker> read(Session session, String sql, String... parameters) {
        List<Blocker> blockers = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(sql, parameters).values()) {
            blockers.add(new Blocker(
                    (int) number(row, 0), text(row, 1), text(row, 2), text(row, 3), number(row, 4), text(row, 5)));
        }
        return blockers;
    }

    /** What to show while it goes on; empty when there is nothing worth it. */
    public String summary() {
        if (!blockers.isEmpty()) {
            return "waits for " + blockers.get(0)
                    + (blockers.size() > 1 ? " and " + (blockers.size() - 1) + " more" : "");
        }
        if (phase.isEmpty()) {
            return "";
        }
        return phase + (all > 0 ? ", " + 100 * done / all + " %" : "");
    }

    private static String text(List<@Nullable String> row, int column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }

    private static long number(List<@Nullable String> row, int column) {
        String value = row.get(column);
        return value == null ? 0 : Long.parseLong(value);
    }
}
