package dev.pgwright.load.live;

/** Queries for {@link DefinedReader}: text search. */
final class TextSearchQueries {
    private TextSearchQueries() {}

    static String parsers() {
        return """
                select 'TEXT_SEARCH_PARSER' as kind, i.identity, array[
                           'CREATE TEXT SEARCH PARSER ' || i.identity || ' (START = ' || p.prsstart || ', GETTOKEN = '
                           || p.prstoken || ', END = ' || p.prsend || ', LEXTYPES = ' || p.prslextype
                           || case when p.prsheadline <> 0 then ', HEADLINE = ' || p.prsheadline else '' end || ')'
                       ] as definition, {comment pg_ts_parser p.oid} as comment, null as withheld
                from pg_ts_parser p, pg_identify_object('pg_ts_parser'::regclass, p.oid, 0) i
                where p.prsnamespace = any({namespaces}) and {not member pg_ts_parser p.oid}
                """;
    }

    static String templates() {
        return """
                select 'TEXT_SEARCH_TEMPLATE' as kind, i.identity, array[
                           'CREATE TEXT SEARCH TEMPLATE ' || i.identity || ' ('
                           || case when t.tmplinit <> 0 then 'INIT = ' || t.tmplinit || ', ' else '' end
                           || 'LEXIZE = ' || t.tmpllexize || ')'
                       ] as definition, {comment pg_ts_template t.oid} as comment, null as withheld
                from pg_ts_template t, pg_identify_object('pg_ts_template'::regclass, t.oid, 0) i
                where t.tmplnamespace = any({namespaces}) and {not member pg_ts_template t.oid}
                """;
    }

    static String dictionaries() {
        return """
                select 'TEXT_SEARCH_DICTIONARY' as kind, i.identity, array[
                           'CREATE TEXT SEARCH DICTIONARY ' || i.identity || ' (TEMPLATE = ' || quote_ident(ts.nspname)
                           || '.' || quote_ident(t.tmplname) || coalesce(', ' || d.dictinitoption, '') || ')'
                       ] as definition, {comment pg_ts_dict d.oid} as comment, null as withheld
                from pg_ts_dict d
                join pg_ts_template t on t.oid = d.dicttemplate
                join pg_namespace ts on ts.oid = t.tmplnamespace
                cross join pg_identify_object('pg_ts_dict'::regclass, d.oid, 0) i
                where d.dictnamespace = any({namespaces}) and {not member pg_ts_dict d.oid}
                """;
    }

    static String configurations() {
        return """
                select 'TEXT_SEARCH_CONFIGURATION' as kind, i.identity, array[
                           'CREATE TEXT SEARCH CONFIGURATION ' || i.identity || ' (PARSER = ' || quote_ident(ps.nspname)
                           || '.' || quote_ident(p.prsname) || ')']
                       || array(select 'ALTER TEXT SEARCH CONFIGURATION ' || i.identity || ' ADD MAPPING FOR '
                                       || string_agg(m.token, ', ' order by m.token) || ' WITH ' || m.dictionaries
                                from (select quote_ident(k.alias) as token,
                                             string_agg(y.maptext, ', ' order by y.mapseqno) as dictionaries
                                      from (select m.maptokentype, m.mapseqno,
                                                   m.mapdict::regdictionary::text as maptext
                                            from pg_ts_config_map m where m.mapcfg = c.oid) y
                                      join ts_token_type(c.cfgparser) k on k.tokid = y.maptokentype
                                      group by k.alias) m
                                group by m.dictionaries order by m.dictionaries) as definition,
                       {comment pg_ts_config c.oid} as comment, null as withheld
                from pg_ts_config c
                join pg_ts_parser p on p.oid = c.cfgparser
                join pg_namespace ps on ps.oid = p.prsnamespace
                cross join pg_identify_object('pg_ts_config'::regclass, c.oid, 0) i
                where c.cfgnamespace = any({namespaces}) and {not member pg_ts_config c.oid}
                """;
    }
}
