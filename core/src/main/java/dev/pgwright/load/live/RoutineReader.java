package dev.pgwright.load.live;

import dev.pgwright.catalog.Routine;
import java.sql.SQLException;
import java.util.List;

/** Reads functions and procedures. */
final class RoutineReader {
    private final CatalogSession session;

    RoutineReader(CatalogSession session) {
        this.session = session;
    }

    List<Routine> routines() throws SQLException {
        return session.list(
                """
                select n.nspname as schema, p.proname as name, p.prokind,
                       pg_get_function_identity_arguments(p.oid) as arguments,
                       pg_get_functiondef(p.oid) as definition,
                       obj_description(p.oid, 'pg_proc') as comment
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                where p.prokind in ('f', 'p', 'w') and p.pronamespace = any({namespaces})
                  and {not member pg_proc p.oid}
                  -- the constructors of range types are made with the type
                  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass
                                  and d.objid = p.oid and d.deptype = 'i')
                """,
                row -> new Routine(
                        row.name(),
                        row.letter("prokind") == 'p' ? Routine.Kind.PROCEDURE : Routine.Kind.FUNCTION,
                        row.text("arguments"),
                        row.text("definition").stripTrailing(),
                        row.textOrNull("comment")));
    }
}
