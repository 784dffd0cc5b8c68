package dev.pgwright.migrate.apply;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.server.FreeSpace;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is looked at before anything changes. */
final class Preflight {
    /** So many differences are named; one would do to refuse. */
    private static final int NAMED = 5;

    private static final long LONG_SECONDS = 60;
    private static final long LAG_SECONDS = 30;

    private Preflight() {}

    /**
     * That the server is one that can be written to, and the one that the plan is for.
     *
     * @throws PgwrightException with {@code REFUSED}
     */
    static void server(Postgres server, Session session, MigrationPlan plan) {
        if (isTrue(session, "SELECT pg_catalog.pg_is_in_recovery()")) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject(server.uri(server.database())),
                    "the server is a replica, which cannot be written to",
                    "name its primary, or all servers with target_session_attrs=primary");
        }
        if (server.version().major() != plan.postgres()) {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.ofObject(server.uri(server.database())),
                    "the plan is made for PostgreSQL " + plan.postgres() + ", but the server is PostgreSQL "
                            + server.version().major(),
                    "make the plan again with 'pgwright migrate plan --from' this database");
        }
    }

    /**
     * That the database is what a run begins with.
     *
     * @param expected what it has to be
     * @throws PgwrightException with {@code REFUSED}, and the first differences
     */
    static void schema(Catalog expected, Catalog live, String side) {
        List<String> differences = Drift.differences(expected, live);
        if (differences.isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        problems.add(new Problem(
                Place.UNKNOWN,
                "the database is not what the plan " + side
                        + ": it is another one, or its schema has changed since the plan was made",
                "make the plan again with 'pgwright migrate plan --from' this database"));
        differences.stream()
                .limit(NAMED)
                .forEach(difference -> problems.add(new Problem(Place.UNKNOWN, difference, null)));
        if (differences.size() > NAMED) {
            problems.add(new Problem(Place.UNKNOWN, "and " + (differences.size() - NAMED) + " differences more", null));
        }
        throw new PgwrightException(ErrorCode.REFUSED, problems);
    }

    /**
     * That no broken index stands where one is to be built: neither of the plan nor of its schemas.
     *
     * @throws PgwrightException with {@code REFUSED}, and how to remove them
     */
    static void leftovers(Session session, List<String> relations) {
        List<Problem> problems = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(
                        "SELECT n.nspname, c.relname FROM pg_catalog.pg_index x"
                                + " JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid AND c.relkind = 'i'"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE NOT x.indisvalid AND x.indrelid = ANY (SELECT pg_catalog.to_regclass(r)::oid"
                                + " FROM unnest(?::text[]) r) ORDER BY 1, 2",
                        Activity.array(relations))
                .values()) {
            String name = quoteIdentifier(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            problems.add(new Problem(
                    Place.ofObject("index " + name),
                    "it is not valid: a concurrent build was broken off, and it costs writes for nothing",
                    "DROP INDEX CONCURRENTLY " + name));
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.REFUSED, problems);
        }
    }

    /**
     * What may make a run slow or end it, but is no reason to refuse.
     *
     * @throws PgwrightException with {@code REFUSED} if the disk is known to have no room for it
     */
    static List<String> warnings(Session session, MigrationPlan plan) {
        List<String> warnings = new ArrayList<>(inTheWay(session, relations(plan)));
        Room.check(Room.needed(session, plan), FreeSpace.of(session)).ifPresent(warnings::add);
        return warnings;
    }

    /** Who may keep steps waiting. */
    static List<String> inTheWay(Session session, List<String> relations) {
        return inTheWay(session, relations, LONG_SECONDS, LAG_SECONDS);
    }

    /**
     * Who may keep steps waiting.
     *
     * @param longSeconds from where a transaction is open for long
     * @param lagSeconds from where a replica is behind
     */
    static List<String> inTheWay(Session session, List<String> relations, long longSeconds, long lagSeconds) {
        List<String> warnings = new ArrayList<>();
        for (Blocker blocker : Activity.longTransactions(session, relations, longSeconds)) {
            warnings.add("a transaction is open for long, which steps may have to wait for: " + blocker);
        }
        session.rows("SELECT gid, owner, floor(extract(epoch FROM clock_timestamp() - prepared))::bigint"
                        + " FROM pg_catalog.pg_prepared_xacts WHERE database = current_database() ORDER BY prepared")
                .values()
                .forEach(row -> warnings.add("a prepared transaction is open, which steps may have to wait for: "
                        + row.get(0) + " of " + row.get(1) + ", for "
                        + Blocker.duration(Long.parseLong(String.valueOf(row.get(2))))));
        session.rows(
                        "SELECT coalesce(application_name, ''), floor(extract(epoch FROM replay_lag))::bigint"
                                + " FROM pg_catalog.pg_stat_replication WHERE extract(epoch FROM replay_lag) > ?::int"
                                + " ORDER BY 2 DESC",
                        String.valueOf(lagSeconds))
                .values()
                .forEach(row -> warnings.add("replica " + row.get(0) + " is "
                        + Blocker.duration(Long.parseLong(String.valueOf(row.get(1)))) + " behind"));
        return warnings;
    }

    /** The relations that a plan locks, as SQL. */
    static List<String> relations(MigrationPlan plan) {
        return relations(plan.steps().stream().flatMap(step -> step.locks().stream()));
    }

    /** The relations of these locks, as SQL. */
    static List<String> relations(Stream<StepLock> locks) {
        return locks.map(lock -> {
                    int dot = lock.relation().indexOf('.');
                    return quoteIdentifier(
                            lock.relation().substring(0, dot), lock.relation().substring(dot + 1));
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isTrue(Session session, String sql) {
        return session.rows(sql).single().equals("t");
    }
}
