package dev.pgwright.data;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tells a database that somebody works with from one for trying things: the first gets no rows that were made up. */
public final class FillGuard {
    /** Questions that yield no row where all is well, else what is wrong. */
    private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put(
                "SELECT 'the server is a replica, which cannot be written to' WHERE pg_catalog.pg_is_in_recovery()",
                "name a server of its own");
        QUESTIONS.put(
                "SELECT 'others are connected to it: ' || string_agg(DISTINCT concat_ws(' with ', usename,"
                        + " nullif(application_name, '')), ', ') FROM pg_catalog.pg_stat_activity"
                        + " WHERE datname = current_database() AND backend_type = 'client backend'"
                        + " AND pid <> pg_catalog.pg_backend_pid() HAVING count(*) > 0",
                "they would take rows that were made up for real ones; end their sessions, or name another database");
        QUESTIONS.put(
                "SELECT 'its changes are sent to other servers: ' || string_agg(DISTINCT slot_name, ', ')"
                        + " FROM pg_catalog.pg_replication_slots WHERE NOT temporary"
                        + " AND (database IS NULL OR database = current_database()) HAVING count(*) > 0",
                "a server with replicas is no place for trying things");
    }

    private FillGuard() {}

    /**
     * Looks at a database before it is filled.
     *
     * @throws PgwrightException with {@code REFUSED} and all reasons
     */
    public static void check(Session session, String database) {
        List<Problem> problems = new ArrayList<>();
        QUESTIONS.forEach((question, hint) -> session.rows(question)
                .first()
                .forEach(answer -> problems.add(new Problem(Place.ofObject(database), String.valueOf(answer), hint))));
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.REFUSED, problems);
        }
    }
}
