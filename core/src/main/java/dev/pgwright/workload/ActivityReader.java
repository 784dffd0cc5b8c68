package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.LockMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Open transactions of the database with the tables that they hold locks on. */
final class ActivityReader {
    private static final String LOCKS = """
            with held as (
                select l.pid, l.virtualtransaction, n.nspname as schema, c.relname as name, l.mode
                from pg_locks l
                join pg_class c on c.oid = l.relation
                join pg_namespace n on n.oid = c.relnamespace
                where l.locktype = 'relation' and l.granted and c.relkind in ('r', 'p', 'm', 'f')
                  and l.database = (select oid from pg_database where datname = current_database())
                  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
            """;

    /**
     * An autovacuum gives way to whoever waits for its lock, unless it runs against wraparound (PostgreSQL 18, "The
     * Autovacuum Daemon").
     */
    private static final String SESSIONS = LOCKS + """
            select a.pid::text as holder, a.usename, a.application_name, a.state,
                   a.backend_type = 'autovacuum worker' as autovacuum,
                   floor(extract(epoch from clock_timestamp() - a.xact_start))::bigint as seconds,
                   a.backend_xmin is not null and a.backend_type <> 'autovacuum worker' as snapshot,
                   h.schema, h.name, h.mode
            from pg_stat_activity a
            left join held h on h.pid = a.pid
            where a.datname = current_database() and a.pid <> pg_backend_pid() and a.xact_start is not null
              and (a.backend_type <> 'autovacuum worker' or a.query like '%(to prevent wraparound)')
            order by a.xact_start, a.pid, h.schema, h.name
            """;

    /**
     * The locks of a prepared transaction belong to no process. Their virtual transaction is that of the session that
     * prepared it, or one of its own after a restart; the lock on its transaction id says which.
     */
    private static final String PREPARED = LOCKS + """
            select p.gid as holder, p.owner as usename,
                   floor(extract(epoch from clock_timestamp() - p.prepared))::bigint as seconds,
                   h.schema, h.name, h.mode
            from pg_prepared_xacts p
            left join pg_locks own on own.locktype = 'transactionid' and own.pid is null
                                      and own.transactionid = p.transaction
            left join held h on h.pid is null and h.virtualtransaction = own.virtualtransaction
            where p.database = current_database()
            order by p.prepared, p.gid, h.schema, h.name
            """;

    /** A holder in the making. */
    private static final class Draft {
        final String description;
        final long seconds;
        final boolean snapshot;
        final List<QualifiedName> tables = new ArrayList<>();
        final List<QualifiedName> writes = new ArrayList<>();
        final List<QualifiedName> maintains = new ArrayList<>();

        Draft(String description, long seconds, boolean snapshot) {
            this.description = description;
            this.seconds = seconds;
            this.snapshot = snapshot;
        }

        void add(FactsQuery.Row row) throws SQLException {
            String mode = row.text("mode");
            if (mode.isEmpty()) {
                return;
            }
            QualifiedName table = row.name("schema", "name");
            if (!tables.contains(table)) {
                tables.add(table);
            }
            LockMode lock = LockMode.valueOf(constant(mode));
            if (lock.compareTo(LockMode.ROW_EXCLUSIVE) >= 0 && !writes.contains(table)) {
                writes.add(table);
            }
            if (lock.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0 && !maintains.contains(table)) {
                maintains.add(table);
            }
        }

        /** {@code RowExclusiveLock} to {@code ROW_EXCLUSIVE}. */
        private static String constant(String mode) {
            StringBuilder constant = new StringBuilder();
            for (char c : mode.substring(0, mode.length() - "Lock".length()).toCharArray()) {
                constant.append(Character.isUpperCase(c) && !constant.isEmpty() ? "_" : "")
                        .append(Character.toUpperCase(c));
            }
            return constant.toString();
        }
    }

    private ActivityReader() {}

    /** The longest first. */
    static List<Holder> read(FactsQuery query) throws SQLException {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        query.each(SESSIONS, row -> {
            String pid = row.text("holder");
            Draft draft = drafts.get(pid);
            if (draft == null) {
                draft = new Draft(session(row), row.number("seconds"), row.flag("snapshot"));
                drafts.put(pid, draft);
            }
            draft.add(row);
        });
        query.each(PREPARED, row -> {
            String gid = "prepared " + row.text("holder");
            Draft draft = drafts.get(gid);
            if (draft == null) {
                String description = "prepared transaction '" + row.text("holder") + "' of " + row.text("usename");
                draft = new Draft(description, row.number("seconds"), false);
                drafts.put(gid, draft);
            }
            draft.add(row);
        });
        return drafts.values().stream()
                .map(draft -> new Holder(
                        draft.description, draft.seconds, draft.snapshot, draft.tables, draft.writes, draft.maintains))
                .sorted((left, right) -> Long.compare(right.seconds(), left.seconds()))
                .toList();
    }

    private static String session(FactsQuery.Row row) throws SQLException {
        if (row.flag("autovacuum")) {
            return "autovacuum to prevent wraparound, process " + row.text("holder");
        }
        String application = row.text("application_name");
        String state = row.text("state");
        return "session " + row.text("holder") + " of " + row.text("usename")
                + (application.isEmpty() ? "" : " (" + application + ")")
                + (state.isEmpty() ? "" : ", " + state);
    }
}
