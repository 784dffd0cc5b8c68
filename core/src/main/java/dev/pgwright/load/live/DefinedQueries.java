package dev.pgwright.load.live;

/** Queries for {@link DefinedReader}: languages, access methods, collations, casts, statistics, event triggers. */
final class DefinedQueries {
    private DefinedQueries() {}

    static String languages() {
        return """
                select 'LANGUAGE' as kind, quote_ident(l.lanname) as identity, array[
                           'CREATE ' || case when l.lanpltrusted then 'TRUSTED ' else '' end || 'LANGUAGE '
                           || quote_ident(l.lanname)
                           || case when l.lanplcallfoid <> 0
                              then ' HANDLER ' || l.lanplcallfoid::regproc else '' end
                           || case when l.laninline <> 0 then ' INLINE ' || l.laninline::regproc else '' end
                           || case when l.lanvalidator <> 0 then ' VALIDATOR ' || l.lanvalidator::regproc else '' end
                       ] as definition, {comment pg_language l.oid} as comment, null as withheld
                from pg_language l
                where l.lanispl and {not member pg_language l.oid} and l.oid >= 16384
                """;
    }

    static String accessMethods() {
        return """
                select 'ACCESS_METHOD' as kind, quote_ident(m.amname) as identity, array[
                           'CREATE ACCESS METHOD ' || quote_ident(m.amname) || ' TYPE '
                           || case m.amtype when 't' then 'TABLE' else 'INDEX' end || ' HANDLER ' || m.amhandler
                       ] as definition, {comment pg_am m.oid} as comment, null as withheld
                from pg_am m
                where m.oid >= 16384 and {not member pg_am m.oid}
                """;
    }

    static String collations(CatalogSession session) {
        String locale = session.since(17, "c.colllocale", session.since(15, "c.colliculocale", "c.collcollate"));
        String rules = session.since(16, "coalesce(', RULES = ' || quote_literal(c.collicurules), '')", "''");
        return """
                select 'COLLATION' as kind, i.identity, array[
                           'CREATE COLLATION ' || i.identity
                           || case c.collprovider
                              when 'c' then ' (PROVIDER = libc, LC_COLLATE = ' || quote_literal(c.collcollate)
                                            || ', LC_CTYPE = ' || quote_literal(c.collctype)
                              else ' (PROVIDER = ' || case c.collprovider when 'i' then 'icu' else 'builtin' end
                                   || ', LOCALE = ' || quote_literal(%s) end
                           || %s || case when c.collisdeterministic then '' else ', DETERMINISTIC = false' end || ')'
                       ] as definition, {comment pg_collation c.oid} as comment, null as withheld
                from pg_collation c, pg_identify_object('pg_collation'::regclass, c.oid, 0) i
                where c.collnamespace = any({namespaces}) and {not member pg_collation c.oid}
                """.formatted(locale, rules);
    }

    static String conversions() {
        return """
                select 'CONVERSION' as kind, i.identity, array[
                           'CREATE ' || case when c.condefault then 'DEFAULT ' else '' end || 'CONVERSION '
                           || i.identity || ' FOR ' || quote_literal(pg_encoding_to_char(c.conforencoding)) || ' TO '
                           || quote_literal(pg_encoding_to_char(c.contoencoding)) || ' FROM ' || c.conproc
                       ] as definition, {comment pg_conversion c.oid} as comment, null as withheld
                from pg_conversion c, pg_identify_object('pg_conversion'::regclass, c.oid, 0) i
                where c.connamespace = any({namespaces}) and {not member pg_conversion c.oid}
                """;
    }

    /** Not those that come with a range type. */
    static String casts() {
        return """
                select 'CAST' as kind, i.identity, array[
                           'CREATE CAST ' || i.identity
                           || case c.castmethod
                              when 'f' then ' WITH FUNCTION ' || c.castfunc::regprocedure
                              when 'i' then ' WITH INOUT'
                              else ' WITHOUT FUNCTION' end
                           || case c.castcontext when 'a' then ' AS ASSIGNMENT' when 'i' then ' AS IMPLICIT' else '' end
                       ] as definition, {comment pg_cast c.oid} as comment, null as withheld
                from pg_cast c
                cross join lateral (select '(' || format_type(c.castsource, null) || ' AS '
                                           || format_type(c.casttarget, null) || ')' as identity) i
                where c.oid >= 16384 and {not member pg_cast c.oid}
                  and not exists (select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid
                                  and d.deptype = 'i')
                """;
    }

    static String transforms() {
        return """
                select 'TRANSFORM' as kind, i.identity, array[
                           'CREATE TRANSFORM ' || i.identity || ' ('
                           || concat_ws(', ',
                                  'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql, 0)::regprocedure,
                                  'TO SQL WITH FUNCTION ' || nullif(t.trftosql, 0)::regprocedure) || ')'
                       ] as definition, {comment pg_transform t.oid} as comment, null as withheld
                from pg_transform t
                join pg_language l on l.oid = t.trflang
                cross join lateral (select 'FOR ' || format_type(t.trftype, null) || ' LANGUAGE '
                                           || quote_ident(l.lanname) as identity) i
                where {not member pg_transform t.oid}
                """;
    }

    static String statistics(CatalogSession session) {
        String target = session.since(17, "s.stxstattarget is not null", "s.stxstattarget >= 0");
        return """
                select 'STATISTICS' as kind, i.identity, array[
                           pg_get_statisticsobjdef(s.oid),
                           case when %s then 'ALTER STATISTICS ' || i.identity || ' SET STATISTICS '
                                                || s.stxstattarget else '' end
                       ] as definition, {comment pg_statistic_ext s.oid} as comment, null as withheld
                from pg_statistic_ext s, pg_identify_object('pg_statistic_ext'::regclass, s.oid, 0) i
                where s.stxnamespace = any({namespaces}) and {not member pg_statistic_ext s.oid}
                """.formatted(target);
    }

    static String eventTriggers() {
        return """
                select 'EVENT_TRIGGER' as kind, quote_ident(e.evtname) as identity, array[
                           'CREATE EVENT TRIGGER ' || quote_ident(e.evtname) || ' ON ' || e.evtevent
                           || coalesce(' WHEN TAG IN (' || (select string_agg(quote_literal(t.tag), ', '
                                                                              order by t.place)
                                                            from unnest(e.evttags) with ordinality t (tag, place))
                                       || ')', '')
                           || ' EXECUTE FUNCTION ' || e.evtfoid::regproc || '()',
                           case e.evtenabled
                           when 'D' then 'ALTER EVENT TRIGGER ' || quote_ident(e.evtname) || ' DISABLE'
                           when 'R' then 'ALTER EVENT TRIGGER ' || quote_ident(e.evtname) || ' ENABLE REPLICA'
                           when 'A' then 'ALTER EVENT TRIGGER ' || quote_ident(e.evtname) || ' ENABLE ALWAYS'
                           else '' end
                       ] as definition, {comment pg_event_trigger e.oid} as comment, null as withheld
                from pg_event_trigger e
                where {not member pg_event_trigger e.oid}
                """;
    }
}
