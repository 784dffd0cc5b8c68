package dev.pgwright.workload;

import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server, the role and since when statistics are counted.
 *
 * @param countedSeconds for how long the statistics of the database have been counted
 * @param readsAllStatistics whether the role sees what other roles do
 * @param extensions their schemas by their names
 * @param state without what the role may not know
 */
record ServerReader(
        String database,
        ServerFacts facts,
        double countedSeconds,
        boolean readsAllStatistics,
        Map<String, String> extensions,
        ServerState state) {
    /**
     * {@code pg_stat_database.stats_reset} is null until somebody resets it. The cluster's own statistics carry the time at
     * which they began: when it was made, or after its last crash, which throws all of them away (PostgreSQL 18, "The
     * Cumulative Statistics System"). Each of the three can be reset alone, so the earliest counts.
     */
    private static final String SERVER = """
            select current_database() as database,
                   current_setting('server_version_num')::int / 10000 as version,
                   current_user as role,
                   (select rolsuper from pg_roles where rolname = current_user) as superuser,
                   array(select rolname::text from pg_roles
                         where rolname <> current_user and pg_has_role(current_user, oid, 'USAGE')) as roles,
                   pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') as all_statistics,
                   extract(epoch from clock_timestamp() - coalesce(
                       (select stats_reset from pg_stat_database where datname = current_database()),
                       (select least(b.stats_reset, a.stats_reset, w.stats_reset)
                        from pg_stat_bgwriter b, pg_stat_archiver a, pg_stat_wal w),
                       pg_postmaster_start_time())) as seconds,
                   to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now,
                   array(select name from unnest(array['autovacuum', 'track_counts']) as s (name)
                         where current_setting(name) = 'off') as off
            """;

    /** The way from one version to another may go through several files, or not be there (pg_extension_update_paths). */
    private static final String OUTDATED = """
            select e.extname as name, e.extversion as installed, a.default_version as offered
            from pg_extension e
            join pg_available_extensions a on a.name = e.extname and a.default_version <> e.extversion
            where exists (select from pg_extension_update_paths(e.extname) p
                          where p.source = e.extversion and p.target = a.default_version and p.path is not null)
            order by e.extname
            """;

    static ServerReader read(FactsQuery query) throws SQLException {
        Map<String, String> extensions = new TreeMap<>();
        query.each(
                "select e.extname, n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace",
                row -> extensions.put(row.text("extname"), row.text("nspname")));
        List<ServerState.OutdatedExtension> outdated = new ArrayList<>();
        query.each(
                OUTDATED,
                row -> outdated.add(new ServerState.OutdatedExtension(
                        row.text("name"), row.text("installed"), row.text("offered"))));
        List<ServerReader> found = new ArrayList<>();
        query.each(SERVER, row -> {
            boolean superuser = row.flag("superuser");
            // a superuser has everybody's rights, and a list of everybody says nothing
            ServerFacts facts = new ServerFacts(
                    (int) row.number("version"),
                    row.text("role"),
                    superuser,
                    superuser ? List.of() : row.texts("roles"));
            found.add(new ServerReader(
                    row.text("database"),
                    facts,
                    row.fraction("seconds"),
                    row.flag("all_statistics"),
                    extensions,
                    new ServerState((long) row.fraction("seconds"), row.text("now"), row.texts("off"), outdated)));
        });
        return found.get(0);
    }

    /** The statement that gives the role the rights of another. */
    String grant(String role) {
        return "GRANT " + role + " TO " + Identifiers.quoteIdentifier(facts.role());
    }
}
