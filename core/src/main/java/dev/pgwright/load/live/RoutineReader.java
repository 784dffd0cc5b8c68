package dev.pgwright.load.live;

import dev.pgwright.catalog.Routine;
import java.sql.SQLException;
import java.util.List;

/** Reads functions, procedures and aggregates. */
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
                       case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end as function,
                       case when p.prokind = 'a' then
                           'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
                           || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || E') (\\n    '
                           || concat_ws(E',\\n    ',
                                  'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, null),
                                  'SSPACE = ' || nullif(a.aggtransspace, 0),
                                  'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc,
                                  case when a.aggfinalextra then 'FINALFUNC_EXTRA' end,
                                  case when a.aggfinalfn <> 0 and a.aggfinalmodify <>
                                            case when a.aggkind = 'n' then 'r' else 'w' end
                                       then 'FINALFUNC_MODIFY = ' || case a.aggfinalmodify when 'r' then 'READ_ONLY'
                                            when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                                  'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc,
                                  'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc,
                                  'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc,
                                  'INITCOND = ' || quote_literal(a.agginitval),
                                  'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc,
                                  'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc,
                                  case when a.aggmtransfn <> 0
                                       then 'MSTYPE = ' || format_type(a.aggmtranstype, null) end,
                                  'MSSPACE = ' || nullif(a.aggmtransspace, 0),
                                  'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc,
                                  case when a.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
                                  case when a.aggmfinalfn <> 0 and a.aggmfinalmodify <>
                                            case when a.aggkind = 'n' then 'r' else 'w' end
                                       then 'MFINALFUNC_MODIFY = ' || case a.aggmfinalmodify when 'r' then 'READ_ONLY'
                                            when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                                  'MINITCOND = ' || quote_literal(a.aggminitval),
                                  'SORTOP = ' || (select 'OPERATOR(' || quote_ident(os.nspname) || '.' || o.oprname
                                                         || ')'
                                                  from pg_operator o join pg_namespace os on os.oid = o.oprnamespace
                                                  where o.oid = a.aggsortop),
                                  case p.proparallel when 's' then 'PARALLEL = SAFE'
                                       when 'r' then 'PARALLEL = RESTRICTED' end,
                                  case when a.aggkind = 'h' then 'HYPOTHETICAL' end)
                           || E'\\n)' end as aggregate,
                       {comment pg_proc p.oid} as comment
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                left join pg_aggregate a on a.aggfnoid = p.oid
                where p.pronamespace = any({namespaces})
                  and {not member pg_proc p.oid}
                  -- the constructors of range types are made with the type
                  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass
                                  and d.objid = p.oid and d.deptype = 'i')
                """,
                row -> new Routine(
                        row.name(),
                        kind(row.letter("prokind")),
                        row.text("arguments"),
                        row.sql(row.letter("prokind") == 'a' ? "aggregate" : "function")
                                .stripTrailing(),
                        row.textOrNull("comment")));
    }

    private static Routine.Kind kind(char letter) {
        return switch (letter) {
            case 'p' -> Routine.Kind.PROCEDURE;
            case 'a' -> Routine.Kind.AGGREGATE;
            default -> Routine.Kind.FUNCTION;
        };
    }
}
