package dev.pgwright.load.live;

import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * A session that only reads, whatever its role may do: its transactions are read-only, wait two seconds for a lock at
 * most, and no statement runs longer than five minutes.
 *
 * @param warnings what the role may do that reading does not need
 */
public record ReadingSession(Session session, List<String> warnings) implements AutoCloseable {
    /** A superuser is a member of all roles, which says no more. The roles are there since version 14. */
    private static final String STRONGER = """
            select format('the role %I %s; a member of pg_monitor and pg_read_all_data sees all but'
                          || ' pg_hba.conf, and this session only reads',
                          current_user, string_agg(may.what, ', ' order by may.place))
            from pg_roles r
            cross join lateral (
                select count(*) filter (where pg_has_role(r.oid, c.relowner, 'member')) as owned,
                       count(*) filter (where not pg_has_role(r.oid, c.relowner, 'member')
                           and has_table_privilege(r.oid, c.oid, 'insert, update, delete, truncate')) as written
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'f') and not r.rolsuper
                  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema') as t
            cross join lateral (values
                (1, 'is a superuser', r.rolsuper),
                (2, 'may create roles', r.rolcreaterole),
                (3, 'may create databases', r.rolcreatedb),
                (4, 'passes by row-level security', r.rolbypassrls),
                (5, 'may replicate', r.rolreplication),
                (6, 'is a member of pg_write_all_data', pg_has_role(r.oid, 'pg_write_all_data', 'member')),
                (7, 'is a member of pg_write_server_files', pg_has_role(r.oid, 'pg_write_server_files', 'member')),
                (8, 'is a member of pg_execute_server_program',
                    pg_has_role(r.oid, 'pg_execute_server_program', 'member')),
                (9, case when t.owned = 1 then 'owns a table' else format('owns %s tables', t.owned) end, t.owned > 0),
                (10, case when t.written = 1 then 'may write a table of others'
                          else format('may write %s tables of others', t.written) end,
                    t.written > 0 and not pg_has_role(r.oid, 'pg_write_all_data', 'member'))) as may (place, what, so)
            where r.rolname = current_user and may.so and (may.place = 1 or not r.rolsuper)
            having count(*) > 0
            """;

    public ReadingSession {
        warnings = List.copyOf(warnings);
    }

    /** A session of the server's default database. */
    public static ReadingSession open(Postgres server) {
        Session session = Session.of(server.connect());
        boolean ready = false;
        try {
            session.execute("set default_transaction_read_only = on");
            session.execute("set lock_timeout = '2s'");
            session.execute("set statement_timeout = '5min'");
            List<String> warnings = new ArrayList<>();
            for (String warning : session.rows(STRONGER).first()) {
                if (warning != null) {
                    warnings.add(warning);
                }
            }
            ready = true;
            return new ReadingSession(session, warnings);
        } finally {
            if (!ready) {
                session.close();
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
