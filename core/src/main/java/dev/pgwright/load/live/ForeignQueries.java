package dev.pgwright.load.live;

/** Queries for {@link DefinedReader}: foreign-data wrappers, servers and user mappings, without passwords. */
final class ForeignQueries {
    /** Options whose values are secrets, in the wrappers that come with PostgreSQL and those built like them. */
    private static final String SECRET = "(o.option_name ~* 'passw|secret|token|private_key|credential')";

    private ForeignQueries() {}

    private static String options(String array) {
        return "coalesce((select ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' '"
                + " || quote_literal(o.option_value), ', ' order by o.option_name) || ')'"
                + " from pg_options_to_table(" + array + ") o where not " + SECRET + "), '')";
    }

    private static String withheld(String array) {
        return "case when exists (select from pg_options_to_table(" + array + ") o where " + SECRET
                + ") then 'secret option' end";
    }

    static String wrappers() {
        return """
                select 'FOREIGN_DATA_WRAPPER' as kind, quote_ident(w.fdwname) as identity, array[
                           'CREATE FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)
                           || case when w.fdwhandler <> 0 then ' HANDLER ' || w.fdwhandler::regproc else '' end
                           || case when w.fdwvalidator <> 0 then ' VALIDATOR ' || w.fdwvalidator::regproc else '' end
                           || %s
                       ] as definition, {comment pg_foreign_data_wrapper w.oid} as comment, %s as withheld
                from pg_foreign_data_wrapper w
                where {not member pg_foreign_data_wrapper w.oid}
                """.formatted(options("w.fdwoptions"), withheld("w.fdwoptions"));
    }

    static String servers() {
        return """
                select 'SERVER' as kind, quote_ident(s.srvname) as identity, array[
                           'CREATE SERVER ' || quote_ident(s.srvname)
                           || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
                           || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
                           || ' FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || %s
                       ] as definition, {comment pg_foreign_server s.oid} as comment, %s as withheld
                from pg_foreign_server s
                join pg_foreign_data_wrapper w on w.oid = s.srvfdw
                where {not member pg_foreign_server s.oid}
                """.formatted(options("s.srvoptions"), withheld("s.srvoptions"));
    }

    /** The view shows the options only to whom they concern. */
    static String userMappings() {
        return """
                select 'USER_MAPPING' as kind, i.identity, array[
                           'CREATE USER MAPPING ' || i.identity || %s] as definition, null as comment,
                       case when u.umoptions is null and not (pg_has_role(s.srvowner, 'USAGE') or (
                                u.umuser <> 0 and pg_has_role(u.umuser, 'USAGE'))) then 'options not visible to this role'
                            else %s end as withheld
                from pg_user_mappings u
                join pg_foreign_server s on s.oid = u.srvid
                cross join lateral (select 'FOR ' || case when u.umuser = 0 then 'PUBLIC' else quote_ident(u.usename) end
                                           || ' SERVER ' || quote_ident(u.srvname) as identity) i
                """.formatted(options("u.umoptions"), withheld("u.umoptions"));
    }
}
